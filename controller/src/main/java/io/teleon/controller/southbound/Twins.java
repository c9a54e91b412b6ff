package io.teleon.controller.southbound;

import io.teleon.controller.openflow.ErrorCode;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Pairs the constants of one of our enums with those of the library's enum of the same meaning.
final class Twins<A extends Enum<A>, B extends Enum<B>> {

    private final Class<A> ours;
    private final Class<B> theirs;
    private final Map<A, B> outward;
    private final Map<B, A> inward;

    private Twins(Class<A> ours, Class<B> theirs) {
        this.ours = ours;
        this.theirs = theirs;
        this.outward = new EnumMap<>(ours);
        this.inward = new EnumMap<>(theirs);
    }

    /// Pairs the constants whose names agree once `prefix` is put before ours.
    static <A extends Enum<A>, B extends Enum<B>> Twins<A, B> byName(
            Class<A> ours, Class<B> theirs, String prefix) {
        Twins<A, B> twins = new Twins<>(ours, theirs);
        for (A constant : ours.getEnumConstants()) {
            twins.pair(constant, Enum.valueOf(theirs, prefix + constant.name()));
        }
        return twins;
    }

    /// Pairs the constants in the order in which both are declared.
    static <A extends Enum<A>, B extends Enum<B>> Twins<A, B> byOrder(
            Class<A> ours, Class<B> theirs) {
        Twins<A, B> twins = new Twins<>(ours, theirs);
        A[] first = ours.getEnumConstants();
        B[] second = theirs.getEnumConstants();
        for (int i = 0; i < first.length; i++) {
            twins.pair(first[i], second[i]);
        }
        return twins;
    }

    private void pair(A our, B their) {
        outward.put(our, their);
        inward.put(their, our);
    }

    B out(A constant) {
        B twin = outward.get(constant);
        if (twin == null) {
            throw new IllegalStateException(constant + " has no twin in " + theirs);
        }
        return twin;
    }

    A in(B constant, ErrorCode.Type type, String code) {
        @Nullable A twin = inward.get(constant);
        if (twin == null) {
            throw new Uncarried(type, code, "unknown value " + constant);
        }
        return twin;
    }

    Set<B> out(Set<A> constants) {
        EnumSet<B> set = EnumSet.noneOf(theirs);
        for (A constant : constants) {
            set.add(out(constant));
        }
        return set;
    }

    /// Bits of which we know nothing are left out.
    Set<A> in(Set<B> constants) {
        EnumSet<A> set = EnumSet.noneOf(ours);
        for (B constant : constants) {
            A twin = inward.get(constant);
            if (twin != null) {
                set.add(twin);
            }
        }
        return set;
    }
}
