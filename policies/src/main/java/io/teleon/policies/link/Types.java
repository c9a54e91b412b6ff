package io.teleon.policies.link;

import io.teleon.policies.program.Dimension;
import io.teleon.policies.program.Expression.Arithmetic;
import io.teleon.policies.program.Type;
import java.util.List;
import java.util.Optional;

/// Which types go together, and what comes of arithmetic with them.
final class Types {

    static final Type BOOL = new Type.Bool();
    static final Type TEXT = new Type.Text();

    private static final List<Type.Quantity> NAMED =
            List.of(Type.BANDWIDTH, Type.BYTES, Type.DURATION, Type.POWER, Type.TEMPERATURE);

    private Types() {}

    /// Whether a value of one type may stand where the other is wanted, or be compared with it.
    static boolean fit(Type a, Type b) {
        if (a instanceof Type.Quantity left && b instanceof Type.Quantity right) {
            return left.dimension().equals(right.dimension())
                    && (!left.dimension().equals(Dimension.NONE)
                            || left.equals(right)
                            || left.equals(Type.NUMBER)
                            || right.equals(Type.NUMBER));
        }
        return a.equals(b);
    }

    /// Of two that fit, the one that says more.
    static Type common(Type a, Type b) {
        return a.equals(Type.NUMBER) ? b : a;
    }

    static boolean isFinite(Type type) {
        return type instanceof Type.Entity || type instanceof Type.Enumeration;
    }

    /// Empty where it makes no sense.
    static Optional<Type> of(
            Arithmetic.Operator operator, Type.Quantity left, Type.Quantity right) {
        return switch (operator) {
            case PLUS, MINUS ->
                    fit(left, right) ? Optional.of(common(left, right)) : Optional.empty();
            case TIMES ->
                    hasOffset(left) || hasOffset(right)
                            ? Optional.empty()
                            : Optional.of(
                                    plain(left) && plain(right)
                                            ? product(left, right)
                                            : named(left.dimension().times(right.dimension())));
            case DIVIDE ->
                    hasOffset(left) || hasOffset(right)
                            ? Optional.empty()
                            : Optional.of(
                                    plain(right)
                                            ? plain(left) ? Type.NUMBER : left
                                            : named(left.dimension().per(right.dimension())));
        };
    }

    private static Type product(Type.Quantity left, Type.Quantity right) {
        if (left.equals(Type.NUMBER)) {
            return right;
        }
        return right.equals(Type.NUMBER) || left.equals(right) ? left : Type.NUMBER;
    }

    private static boolean plain(Type.Quantity type) {
        return type.dimension().equals(Dimension.NONE);
    }

    private static boolean hasOffset(Type.Quantity type) {
        return type.dimension().power() != 0 || type.dimension().temperature() != 0;
    }

    private static Type named(Dimension dimension) {
        if (dimension.equals(Dimension.NONE)) {
            return Type.NUMBER;
        }
        return NAMED.stream()
                .filter(type -> type.dimension().equals(dimension))
                .findFirst()
                .orElse(
                        new Type.Quantity(
                                "bits^%d s^%d".formatted(dimension.bits(), dimension.seconds()),
                                dimension));
    }
}
