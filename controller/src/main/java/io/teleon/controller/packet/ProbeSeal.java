package io.teleon.controller.packet;

import io.teleon.controller.openflow.Octets;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.MacAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes the frames by which tunnels are probed, and tells them from forged ones.
///
/// A frame goes from the address of the switch at the ingress to that of the switch at the egress,
/// within the tag of the tunnel, and carries the tunnel's serial number, a sequence number and an
/// HMAC-SHA256 (RFC 2104) over both with a key that never leaves this controller. A frame seen
/// twice is told by its sequence number, which is the caller's business.
///
/// One thread at a time: the MAC has state.
public final class ProbeSeal {

    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] PURPOSE = "teleon probe 1".getBytes(StandardCharsets.US_ASCII);
    private static final int MAC_LENGTH = 32;
    private static final int LENGTH = Integer.BYTES + Long.BYTES + MAC_LENGTH;
    private static final long LOCAL_ADDRESS = 0x0200_0000_0000L;
    private static final long GROUP_OR_LOCAL = 0x0300_0000_0000L;
    private static final long ADDRESS = 0xffff_ffff_ffffL;

    private final Mac mac;

    /// @param key random, at least [DiscoverySeal#MIN_KEY_LENGTH] bytes
    public ProbeSeal(Octets key) {
        if (key.length() < DiscoverySeal.MIN_KEY_LENGTH) {
            throw new IllegalArgumentException(
                    "key of " + key.length() + " bytes below " + DiscoverySeal.MIN_KEY_LENGTH);
        }
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.toArray(), ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM cannot compute " + ALGORITHM, e);
        }
    }

    /// What a genuine frame says.
    ///
    /// @param tag the VLAN it came in with
    public record Opened(int tunnel, long sequence, int tag) {}

    /// The address at which a switch catches probes: locally administered, with the low 46 bits of
    /// its id. Switches whose ids differ in other bits alone take each other's probes for their
    /// own; they would be counted as lost.
    public static MacAddress address(DatapathId datapath) {
        return new MacAddress((datapath.value() & ADDRESS & ~GROUP_OR_LOCAL) | LOCAL_ADDRESS);
    }

    /// A frame to send into the first link of a tunnel.
    public Octets seal(int tunnel, long sequence, int tag, DatapathId ingress, DatapathId egress) {
        ByteBuffer payload = ByteBuffer.allocate(LENGTH);
        payload.putInt(tunnel).putLong(sequence).put(sign(tunnel, sequence));
        return new EthernetFrame(
                        address(egress),
                        address(ingress),
                        List.of(VlanTag.of(tag)),
                        EtherType.PROBE,
                        Octets.of(payload.array()))
                .toOctets();
    }

    /// What a frame says that came back; empty where it is not one of ours with a single tag.
    public Optional<Opened> open(Octets frame) {
        Optional<EthernetFrame> ethernet =
                EthernetFrame.tryParse(frame)
                        .filter(f ->
                                f.type().equals(EtherType.PROBE)
                                        && f.tags().size() == 1
                                        && f.payload().length() >= LENGTH);
        if (ethernet.isEmpty()) {
            return Optional.empty();
        }
        ByteBuffer payload = ByteBuffer.wrap(ethernet.get().payload().toArray());
        int tunnel = payload.getInt();
        long sequence = payload.getLong();
        byte[] signature = new byte[MAC_LENGTH];
        payload.get(signature);
        return MessageDigest.isEqual(signature, sign(tunnel, sequence))
                ? Optional.of(new Opened(tunnel, sequence, ethernet.get().tags().getFirst().id()))
                : Optional.empty();
    }

    private byte[] sign(int tunnel, long sequence) {
        ByteBuffer signed = ByteBuffer.allocate(PURPOSE.length + Integer.BYTES + Long.BYTES);
        signed.put(PURPOSE).putInt(tunnel).putLong(sequence);
        return mac.doFinal(signed.array());
    }
}
