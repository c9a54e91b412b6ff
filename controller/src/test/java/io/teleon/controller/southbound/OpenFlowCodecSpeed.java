package io.teleon.controller.southbound;

import io.teleon.controller.openflow.Action;
import io.teleon.controller.openflow.FlowMod;
import io.teleon.controller.openflow.Instruction;
import io.teleon.controller.openflow.Match;
import io.teleon.controller.openflow.MultipartReply;
import io.teleon.controller.openflow.Octets;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.openflow.TableId;
import io.teleon.models.network.PortNumber;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Prints what one message costs to encode and to decode. Not a test: run it by hand, once it is
/// compiled.
final class OpenFlowCodecSpeed {

    private static final int ROUND = 200_000;

    private OpenFlowCodecSpeed() {}

    public static void main(String[] arguments) throws MalformedMessage {
        Octets lldp = Octets.of(new byte[120]);
        Match tunnel = Match.builder().inPort(new PortNumber(3)).ethType(0x0800).vlan(7).build();
        Map<String, OpenFlowMessage> messages = new LinkedHashMap<>();
        messages.put("packet-out (LLDP)", OpenFlowMessage.PacketOut.of(1, new PortNumber(3), lldp));
        messages.put(
                "packet-in (LLDP)",
                new OpenFlowMessage.PacketIn(
                        1,
                        FlowMod.NO_BUFFER,
                        120,
                        OpenFlowMessage.PacketInReason.ACTION,
                        new TableId(0),
                        5,
                        Match.builder().inPort(new PortNumber(3)).build(),
                        lldp));
        messages.put(
                "flow-mod",
                FlowMod.add(
                        1,
                        new TableId(1),
                        100,
                        tunnel,
                        0x1234,
                        List.of(
                                Instruction.ApplyActions.of(
                                        new Action.PopVlan(),
                                        new Action.Output(new PortNumber(2))))));
        messages.put(
                "port statistics of 5 ports",
                new MultipartReply(
                        1,
                        false,
                        new MultipartReply.PortStatistics(
                                IntStream.rangeClosed(1, 5)
                                        .mapToObj(port ->
                                                new MultipartReply.PortCounters(
                                                        new PortNumber(port),
                                                        1,
                                                        2,
                                                        3,
                                                        4,
                                                        5,
                                                        6,
                                                        7,
                                                        8,
                                                        Duration.ofMillis(1500)))
                                        .toList())));
        messages.put("barrier request", new OpenFlowMessage.BarrierRequest(1));
        for (int round = 1; round <= 3; round++) {
            for (Map.Entry<String, OpenFlowMessage> message : messages.entrySet()) {
                measure(round, message.getKey(), message.getValue());
            }
        }
    }

    private static void measure(int round, String name, OpenFlowMessage message)
            throws MalformedMessage {
        long kept = 0;
        byte[] bytes = OpenFlowCodec.encode(message);
        long start = System.nanoTime();
        for (int i = 0; i < ROUND; i++) {
            kept += OpenFlowCodec.encode(message).length;
        }
        long encoded = System.nanoTime();
        for (int i = 0; i < ROUND; i++) {
            kept += OpenFlowCodec.decode(bytes).xid();
        }
        long decoded = System.nanoTime();
        System.out.printf(
                "round %d  %-28s encode %.2f us  decode %.2f us  (%d)%n",
                round,
                name,
                (encoded - start) / 1e3 / ROUND,
                (decoded - encoded) / 1e3 / ROUND,
                kept);
    }
}
