package io.teleon.controller.openflow;

import io.teleon.models.network.Ipv4Address;
import io.teleon.models.network.MacAddress;
import io.teleon.models.network.PortNumber;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;

/// What a flow entry matches on (OpenFlow 1.3.5 section 5.3): at most one term a field, all of
/// which must hold. The empty match takes every packet.
///
/// Terms are in the order of [MatchField]. Prerequisites between fields are the switch's to check.
public record Match(List<Term> terms) {

    public static final Match ANY = new Match(List.of());

    public Match {
        List<Term> sorted = new ArrayList<>(terms);
        sorted.sort(Comparator.comparing(Term::field));
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).field() == sorted.get(i - 1).field()) {
                throw new IllegalArgumentException(
                        "field " + sorted.get(i).field() + " is matched twice");
            }
        }
        terms = List.copyOf(sorted);
    }

    /// One field's demand: the packet's bits under the mask equal the value.
    public record Term(MatchField field, long value, long mask) {

        public Term {
            if ((mask & ~field.fullMask()) != 0) {
                throw new IllegalArgumentException(
                        field + " has " + field.bits() + " bits, mask 0x" + Long.toHexString(mask));
            }
            if (mask == 0) {
                throw new IllegalArgumentException(
                        field + " with an empty mask matches everything");
            }
            if (mask != field.fullMask() && !field.isMaskable()) {
                throw new IllegalArgumentException(field + " cannot be masked");
            }
            if ((value & ~mask) != 0) {
                throw new IllegalArgumentException(
                        field
                                + " value 0x"
                                + Long.toHexString(value)
                                + " has bits outside mask 0x"
                                + Long.toHexString(mask));
            }
        }

        public boolean isExact() {
            return mask == field.fullMask();
        }

        @Override
        public String toString() {
            String name = field.name().toLowerCase(java.util.Locale.ROOT);
            return isExact()
                    ? name + "=" + text(value)
                    : name + "=" + text(value) + "/" + text(mask);
        }

        private String text(long bits) {
            return switch (field) {
                case ETH_DST, ETH_SRC, ARP_SHA, ARP_THA -> new MacAddress(bits).toString();
                case IPV4_SRC, IPV4_DST, ARP_SPA, ARP_TPA -> new Ipv4Address((int) bits).toString();
                case ETH_TYPE, VLAN_VID, METADATA, TUNNEL_ID ->
                        "0x" + HexFormat.of().toHexDigits(bits).replaceFirst("^0{1,15}", "");
                default -> Long.toUnsignedString(bits);
            };
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    /// The exact value demanded of a field, if there is one.
    public OptionalLong exact(MatchField field) {
        for (Term term : terms) {
            if (term.field() == field && term.isExact()) {
                return OptionalLong.of(term.value());
            }
        }
        return OptionalLong.empty();
    }

    public boolean mentions(MatchField field) {
        return terms.stream().anyMatch(term -> term.field() == field);
    }

    /// Whether every packet this takes is taken by `other` too, judged field by field.
    public boolean isWithin(Match other) {
        for (Term wide : other.terms) {
            boolean held = false;
            for (Term narrow : terms) {
                if (narrow.field() == wide.field()) {
                    held =
                            (narrow.mask() & wide.mask()) == wide.mask()
                                    && (narrow.value() & wide.mask()) == wide.value();
                }
            }
            if (!held) {
                return false;
            }
        }
        return true;
    }

    /// Whether some packet could be taken by both.
    public boolean overlaps(Match other) {
        for (Term ours : terms) {
            for (Term theirs : other.terms) {
                if (ours.field() == theirs.field()) {
                    long common = ours.mask() & theirs.mask();
                    if ((ours.value() & common) != (theirs.value() & common)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return terms.isEmpty()
                ? "any"
                : String.join(",", terms.stream().map(Term::toString).toList());
    }

    /// Collects terms; a term with an empty mask is left out, as it demands nothing.
    public static final class Builder {

        private final List<Term> terms = new ArrayList<>();

        private Builder() {}

        public Builder exact(MatchField field, long value) {
            terms.add(new Term(field, value, field.fullMask()));
            return this;
        }

        public Builder masked(MatchField field, long value, long mask) {
            if (mask != 0) {
                terms.add(new Term(field, value & mask, mask));
            }
            return this;
        }

        public Builder inPort(PortNumber port) {
            return exact(MatchField.IN_PORT, Integer.toUnsignedLong(port.value()));
        }

        public Builder ethDst(MacAddress mac) {
            return exact(MatchField.ETH_DST, mac.value());
        }

        public Builder ethSrc(MacAddress mac) {
            return exact(MatchField.ETH_SRC, mac.value());
        }

        public Builder ethType(int type) {
            return exact(MatchField.ETH_TYPE, type);
        }

        /// A frame that carries this VLAN tag.
        public Builder vlan(int id) {
            return exact(MatchField.VLAN_VID, MatchField.VID_PRESENT | id);
        }

        /// A frame that carries no VLAN tag.
        public Builder untagged() {
            return exact(MatchField.VLAN_VID, 0);
        }

        /// A frame that carries any VLAN tag.
        public Builder anyVlan() {
            return masked(MatchField.VLAN_VID, MatchField.VID_PRESENT, MatchField.VID_PRESENT);
        }

        public Match build() {
            return new Match(terms);
        }
    }
}
