package io.teleon.controller.packet;

import io.teleon.controller.openflow.Octets;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.MacAddress;
import io.teleon.models.network.PortNumber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes the LLDP frames by which links are discovered, and tells them from forged ones.
///
/// Each frame carries, beside chassis and port, a nonce, the time of sending and an HMAC-SHA256
/// (RFC 2104) over all four with a key that never leaves this controller. So a host can neither
/// invent a link nor change one, and an old frame is of no use after a second. What remains to it
/// is to relay a live frame between two ports within that second; the caller tells a frame seen
/// twice by its nonce.
///
/// One thread at a time: the MAC has state.
public final class DiscoverySeal {

    /// How long after sending a frame counts.
    public static final Duration VALIDITY = Duration.ofSeconds(1);

    public static final int MIN_KEY_LENGTH = 16;

    /// A locally administered company id: Teleon has no registered one.
    static final int ORGANIZATION = 0x02544c;

    static final int SUBTYPE = 1;

    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] PURPOSE = "teleon discovery 1".getBytes(StandardCharsets.US_ASCII);
    private static final int MAC_LENGTH = 32;
    private static final int VALUE_LENGTH = Long.BYTES + Long.BYTES + Integer.BYTES + MAC_LENGTH;
    private static final long LOCAL_ADDRESS = 0x0200_0000_0000L;

    private final Mac mac;

    /// @param key random, at least [#MIN_KEY_LENGTH] bytes
    public DiscoverySeal(Octets key) {
        if (key.length() < MIN_KEY_LENGTH) {
            throw new IllegalArgumentException(
                    "key of " + key.length() + " bytes below " + MIN_KEY_LENGTH);
        }
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.toArray(), ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM cannot compute " + ALGORITHM, e);
        }
    }

    /// What a frame turned out to be.
    public sealed interface Opened {

        /// Ours, and sent less than [#VALIDITY] ago.
        ///
        /// @param nonce that of its sealing, so that a frame seen twice can be told from the first
        record Genuine(ConnectPoint source, Instant sentAt, long nonce) implements Opened {}

        /// It claims to be ours and is not.
        record Forged(String reason) implements Opened {}

        /// Ours, but too old, or newer than now.
        record Expired(ConnectPoint source, Instant sentAt) implements Opened {}

        /// Nothing that claims to be ours; perhaps the LLDP of a neighbour that is no switch of
        /// ours.
        record NotOurs() implements Opened {}
    }

    /// An Ethernet frame for `source` to send out.
    public Octets seal(ConnectPoint source, long nonce, Instant now) {
        ByteBuffer value = ByteBuffer.allocate(VALUE_LENGTH);
        value.putLong(nonce)
                .putLong(now.getEpochSecond())
                .putInt(now.getNano())
                .put(sign(source, nonce, now));
        LldpFrame lldp =
                new LldpFrame(
                        LldpFrame.Identity.local(source.datapath().toString()),
                        LldpFrame.Identity.local(source.port().toString()),
                        (int) VALIDITY.toSeconds(),
                        List.of(
                                new LldpFrame.OrganizationTlv(
                                        ORGANIZATION, SUBTYPE, Octets.of(value.array()))));
        MacAddress sender =
                new MacAddress(LOCAL_ADDRESS | (source.datapath().value() & 0xff_ffff_ffffL));
        return EthernetFrame.untagged(
                        LldpFrame.NEAREST_BRIDGE, sender, EtherType.LLDP, lldp.toOctets())
                .toOctets();
    }

    public Opened open(Octets frame, Instant now) {
        Optional<EthernetFrame> ethernet =
                EthernetFrame.tryParse(frame)
                        .filter(parsed -> parsed.type().equals(EtherType.LLDP));
        Optional<LldpFrame> lldp = ethernet.flatMap(parsed -> LldpFrame.tryParse(parsed.payload()));
        List<Octets> values =
                lldp.map(LldpFrame::organizationTlvs).orElse(List.of()).stream()
                        .filter(tlv ->
                                tlv.organization() == ORGANIZATION && tlv.subtype() == SUBTYPE)
                        .map(LldpFrame.OrganizationTlv::value)
                        .toList();
        if (values.isEmpty()) {
            return new Opened.NotOurs();
        }
        if (!ethernet.get().tags().isEmpty()) {
            return new Opened.Forged("sent within a VLAN");
        }
        if (values.size() > 1 || values.getFirst().length() != VALUE_LENGTH) {
            return new Opened.Forged("signature of the wrong form");
        }
        return source(lldp.get())
                .map(source -> open(source, values.getFirst(), now))
                .orElseGet(() -> new Opened.Forged("chassis or port is none of ours"));
    }

    private Opened open(ConnectPoint source, Octets value, Instant now) {
        ByteBuffer bytes = ByteBuffer.wrap(value.toArray());
        long nonce = bytes.getLong();
        long seconds = bytes.getLong();
        int nanos = bytes.getInt();
        byte[] signature = new byte[MAC_LENGTH];
        bytes.get(signature);
        if (nanos < 0
                || nanos > 999_999_999
                || seconds < Instant.MIN.getEpochSecond()
                || seconds > Instant.MAX.getEpochSecond()) {
            return new Opened.Forged("no time at which it could have been sent");
        }
        Instant sentAt = Instant.ofEpochSecond(seconds, nanos);
        if (!MessageDigest.isEqual(signature, sign(source, nonce, sentAt))) {
            return new Opened.Forged("signature does not fit " + source);
        }
        return sentAt.isAfter(now) || !now.isBefore(sentAt.plus(VALIDITY))
                ? new Opened.Expired(source, sentAt)
                : new Opened.Genuine(source, sentAt, nonce);
    }

    private static Optional<ConnectPoint> source(LldpFrame lldp) {
        if (lldp.chassis().subtype() != LldpFrame.Identity.LOCAL
                || lldp.port().subtype() != LldpFrame.Identity.LOCAL) {
            return Optional.empty();
        }
        return DatapathId.tryParse(text(lldp.chassis()))
                .flatMap(datapath ->
                        PortNumber.tryParse(text(lldp.port()))
                                .map(port -> new ConnectPoint(datapath, port)));
    }

    private static String text(LldpFrame.Identity identity) {
        return new String(identity.id().toArray(), StandardCharsets.ISO_8859_1);
    }

    private byte[] sign(ConnectPoint source, long nonce, Instant sentAt) {
        ByteBuffer signed =
                ByteBuffer.allocate(
                        PURPOSE.length
                                + Long.BYTES
                                + Integer.BYTES
                                + Long.BYTES
                                + Long.BYTES
                                + Integer.BYTES);
        signed.put(PURPOSE);
        signed.putLong(source.datapath().value()).putInt(source.port().value());
        signed.putLong(nonce);
        signed.putLong(sentAt.getEpochSecond()).putInt(sentAt.getNano());
        return mac.doFinal(signed.array());
    }
}
