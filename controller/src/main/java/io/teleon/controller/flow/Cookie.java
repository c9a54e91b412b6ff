package io.teleon.controller.flow;

import io.teleon.models.intent.Precedence;
import java.util.List;
import java.util.Optional;

/// The owner of a flow rule, as 64 bits that every switch keeps and reports with the rule.
///
/// | bits | |
/// |---|---|
/// | 63..48 | `0x7e1e`: a rule of this controller's kind |
/// | 47..40 | [Kind] |
/// | 39..32 | [Precedence] of the owner |
/// | 31..0 | serial number of the owner, 0 for the base pipeline |
public record Cookie(Kind kind, Precedence precedence, int serial) {

    /// What owns a rule.
    public enum Kind {
        /// The pipeline itself: table misses, discovery.
        BASE(0),
        /// A path with its tag.
        TUNNEL(1),
        /// The ingress of one intent.
        INTENT(2),
        /// Where a path with its tag ends.
        EGRESS(3),
        /// The frames by which the hosts of one intent find each other: too few to be measured.
        QUESTION(4),
        /// A host that is contained at its port.
        CONTAINMENT(8);

        private final long code;

        Kind(long code) {
            this.code = code;
        }
    }

    /// The bits that say whose kind of rule it is, whoever the owner.
    public static final long MAGIC_MASK = 0xffff_0000_0000_0000L;

    private static final long MAGIC = 0x7e1e_0000_0000_0000L;

    private static final List<Kind> KINDS = List.of(Kind.values());
    private static final List<Precedence> PRECEDENCES = List.of(Precedence.values());

    /// With [#MEASURED_MASK]: the rules that intents and the ends of paths are counted by.
    public static final long MEASURED = MAGIC | 2L << 40;

    public static final long MEASURED_MASK = MAGIC_MASK | 0xfeL << 40;

    /// With [#CONTAINED_MASK]: the rules that contain hosts, by which it is counted what they send
    /// all the same.
    public static final long CONTAINED = MAGIC | 8L << 40;

    public static final long CONTAINED_MASK = MAGIC_MASK | 0xffL << 40;

    public static final Cookie BASE = new Cookie(Kind.BASE, Precedence.AUTONOMIC, 0);

    public static Cookie ofTunnel(int serial) {
        return new Cookie(Kind.TUNNEL, Precedence.AUTONOMIC, serial);
    }

    /// @param serial of the tunnel
    public static Cookie ofEgress(int serial) {
        return new Cookie(Kind.EGRESS, Precedence.AUTONOMIC, serial);
    }

    /// @param serial of the intent
    public static Cookie ofQuestion(int serial, Precedence precedence) {
        return new Cookie(Kind.QUESTION, precedence, serial);
    }

    /// @param serial of the containment
    public static Cookie ofContainment(int serial, Precedence precedence) {
        return new Cookie(Kind.CONTAINMENT, precedence, serial);
    }

    public static Cookie ofIntent(int serial, Precedence precedence) {
        return new Cookie(Kind.INTENT, precedence, serial);
    }

    /// The owner in these bits, or none where they are not of this controller's kind.
    public static Optional<Cookie> tryParse(long bits) {
        if ((bits & MAGIC_MASK) != MAGIC) {
            return Optional.empty();
        }
        // Plain loops: this is asked for every entry of every reading.
        for (Kind kind : KINDS) {
            if (kind.code == (bits >>> 40 & 0xff)) {
                for (Precedence precedence : PRECEDENCES) {
                    if (code(precedence) == (bits >>> 32 & 0xff)) {
                        return Optional.of(new Cookie(kind, precedence, (int) bits));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static long code(Precedence precedence) {
        return switch (precedence) {
            case AUTONOMIC -> 0;
            case INTENT -> 1;
            case HUMAN -> 2;
        };
    }

    /// Whether this is an intent, with its serial number.
    public boolean isIntent() {
        return kind == Kind.INTENT || kind == Kind.QUESTION;
    }

    /// Whether something is counted by rules of this owner; such have [#MEASURED] in their bits.
    public boolean isMeasured() {
        return kind == Kind.INTENT || kind == Kind.EGRESS;
    }

    public long bits() {
        return MAGIC | kind.code << 40 | code(precedence) << 32 | Integer.toUnsignedLong(serial);
    }

    @Override
    public String toString() {
        return switch (kind) {
            case BASE -> "base";
            case TUNNEL -> "tunnel " + Integer.toUnsignedString(serial);
            case EGRESS -> "the end of tunnel " + Integer.toUnsignedString(serial);
            case INTENT, QUESTION -> "intent #" + Integer.toUnsignedString(serial);
            case CONTAINMENT -> "containment " + Integer.toUnsignedString(serial);
        };
    }
}
