package io.teleon.simulator.network;

import static io.teleon.simulator.network.SwitchFixture.FIRST;
import static io.teleon.simulator.network.SwitchFixture.add;
import static io.teleon.simulator.network.SwitchFixture.apply;
import static io.teleon.simulator.network.SwitchFixture.out;
import static io.teleon.simulator.network.SwitchFixture.ports;
import static io.teleon.simulator.network.SwitchFixture.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.openflow.ErrorCode;
import io.teleon.controller.openflow.GroupMod;
import io.teleon.controller.openflow.GroupType;
import io.teleon.controller.openflow.Match;
import io.teleon.controller.openflow.MeterMod;
import io.teleon.controller.openflow.MultipartRequest;
import io.teleon.controller.openflow.Octets;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.openflow.OpenFlowMessage.PacketIn;
import io.teleon.controller.openflow.OpenFlowMessage.PacketOut;
import io.teleon.controller.openflow.OpenFlowMessage.PortMod;
import io.teleon.controller.openflow.OpenFlowMessage.PortStatus;
import io.teleon.controller.openflow.OpenFlowMessage.PortStatusReason;
import io.teleon.controller.openflow.OpenFlowMessage.Role;
import io.teleon.controller.openflow.OpenFlowMessage.RoleReply;
import io.teleon.controller.openflow.OpenFlowMessage.RoleRequest;
import io.teleon.controller.openflow.PortDescription;
import io.teleon.controller.openflow.PortDescription.Config;
import io.teleon.controller.openflow.PortDescription.State;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.PortNumber;
import io.teleon.simulator.network.SwitchOutput.ToController;
import io.teleon.simulator.network.packet.Packet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The OpenFlow channel: greeting, roles, port changes (OpenFlow 1.3.5 sections 6.3 and 7).
class ChannelTest {

    private static final ConnectionId SECOND = new ConnectionId(2);
    private static final ErrorCode IS_SLAVE = ErrorCode.of(ErrorCode.Type.BAD_REQUEST, "IS_SLAVE");
    private static final Octets FRAME = Packet.of(udp(), Octets.EMPTY).frame();

    private final SwitchFixture fixture = new SwitchFixture();

    private VirtualSwitch device() {
        return fixture.device;
    }

    private OpenFlowMessage answer(ConnectionId connection, OpenFlowMessage message) {
        List<SwitchOutput> outputs = device().handle(connection, message, fixture.now);
        assertEquals(1, outputs.size(), outputs.toString());
        ToController answer = (ToController) outputs.getFirst();
        assertEquals(connection, answer.connection());
        assertEquals(message.xid(), answer.message().xid());
        return answer.message();
    }

    private Role role(ConnectionId connection, Role role, long generation) {
        return ((RoleReply) answer(connection, new RoleRequest(9, role, generation))).role();
    }

    @Test
    void greetsAtOnce() {
        List<SwitchOutput> outputs = device().connect(SECOND);
        OpenFlowMessage.Hello hello = new OpenFlowMessage.Hello(0, OpenFlowMessage.Hello.ONLY_1_3);
        assertEquals(List.of(new ToController(SECOND, hello)), outputs);
    }

    @Test
    void takesAControllerThatSpeaksMoreThan13() {
        var _ = device().connect(SECOND);
        assertEquals(
                List.of(),
                device().handle(SECOND, new OpenFlowMessage.Hello(1, 0b1110010), fixture.now));
        assertInstanceOf(
                OpenFlowMessage.FeaturesReply.class,
                answer(SECOND, new OpenFlowMessage.FeaturesRequest(2)));
    }

    @Test
    void hangsUpOnAControllerWithout13OrWithoutManners() {
        for (OpenFlowMessage first :
                List.of(
                        new OpenFlowMessage.Hello(7, 1 << 1),
                        new OpenFlowMessage.FeaturesRequest(7))) {
            var _ = device().connect(SECOND);
            List<SwitchOutput> outputs = device().handle(SECOND, first, fixture.now);
            OpenFlowMessage.ErrorReply error =
                    (OpenFlowMessage.ErrorReply) ((ToController) outputs.getFirst()).message();
            assertEquals(ErrorCode.of(ErrorCode.Type.HELLO_FAILED, "INCOMPATIBLE"), error.code());
            assertEquals(new SwitchOutput.Close(SECOND), outputs.getLast());
            assertEquals(
                    List.of(),
                    device().handle(SECOND, new OpenFlowMessage.BarrierRequest(8), fixture.now));
        }
    }

    @Test
    void answersWhatIsAskedUnderTheSameTransactionId() {
        Octets data = Octets.ofText("ping");
        assertEquals(
                new OpenFlowMessage.EchoReply(3, data),
                answer(FIRST, new OpenFlowMessage.EchoRequest(3, data)));
        assertEquals(
                new OpenFlowMessage.BarrierReply(4),
                answer(FIRST, new OpenFlowMessage.BarrierRequest(4)));
        assertEquals(
                new OpenFlowMessage.GetConfigReply(5, 128),
                answer(FIRST, new OpenFlowMessage.GetConfigRequest(5)));
        fixture.accept(new OpenFlowMessage.SetConfig(0, 0xffff));
        assertEquals(
                new OpenFlowMessage.GetConfigReply(6, 0xffff),
                answer(FIRST, new OpenFlowMessage.GetConfigRequest(6)));
        OpenFlowMessage.FeaturesReply features =
                (OpenFlowMessage.FeaturesReply)
                        answer(FIRST, new OpenFlowMessage.FeaturesRequest(7));
        assertEquals(new DatapathId(1), features.datapath());
        assertEquals(8, features.tables());
        assertEquals(0, features.buffers());
    }

    @Test
    void aNewMasterMakesTheOldOneASlave() {
        fixture.join(SECOND);
        assertEquals(Role.EQUAL, role(FIRST, Role.NOCHANGE, 0));
        assertEquals(Role.MASTER, role(FIRST, Role.MASTER, 1));
        assertEquals(Role.MASTER, role(SECOND, Role.MASTER, 2));
        assertEquals(Role.SLAVE, device().role(FIRST));
        assertEquals(Role.EQUAL, role(FIRST, Role.EQUAL, 0));
    }

    @Test
    void refusesAnOldGenerationAndComparesAround() {
        fixture.join(SECOND);
        assertEquals(Role.MASTER, role(FIRST, Role.MASTER, 0x7fff_ffff_ffff_ffffL));
        OpenFlowMessage stale = answer(SECOND, new RoleRequest(1, Role.MASTER, 5));
        assertEquals(
                ErrorCode.of(ErrorCode.Type.ROLE_REQUEST_FAILED, "STALE"),
                ((OpenFlowMessage.ErrorReply) stale).code());
        assertEquals(Role.MASTER, device().role(FIRST));
        assertEquals(Role.MASTER, role(SECOND, Role.MASTER, 0x8000_0000_0000_0001L));
    }

    @Test
    void tellsThatThereWasNoGenerationYet() {
        assertEquals(
                new RoleReply(3, Role.EQUAL, -1),
                answer(FIRST, new RoleRequest(3, Role.NOCHANGE, 5)));
    }

    @Test
    void aSlaveReadsButChangesNothing() {
        assertEquals(Role.SLAVE, role(FIRST, Role.SLAVE, 1));
        PortDescription port = device().ports().getFirst();
        for (OpenFlowMessage change :
                List.of(
                        add(0, 1, Match.ANY, apply(out(2))),
                        new GroupMod(0, GroupMod.Command.ADD, GroupType.ALL, 1, List.of()),
                        new MeterMod(0, MeterMod.Command.ADD, Set.of(), 1, List.of()),
                        new PortMod(0, port.number(), port.hardwareAddress(), Set.of(), Set.of()),
                        PacketOut.of(0, new PortNumber(1), FRAME))) {
            assertEquals(IS_SLAVE, fixture.refusal(change));
        }
        assertInstanceOf(
                OpenFlowMessage.BarrierReply.class,
                answer(FIRST, new OpenFlowMessage.BarrierRequest(1)));
        assertEquals(
                1, fixture.replies(new MultipartRequest(0, MultipartRequest.Flows.ALL)).size());
    }

    @Test
    void packetsGoToAllButSlavesAndPortChangesToAll() {
        fixture.accept(add(0, 0, Match.ANY, apply(out(PortNumber.CONTROLLER))));
        fixture.join(SECOND);
        assertEquals(List.of(FIRST, SECOND), told(fixture.receive(1, udp())));
        assertEquals(Role.SLAVE, role(FIRST, Role.SLAVE, 1));
        assertEquals(List.of(SECOND), told(fixture.receive(1, udp())));
        assertEquals(
                List.of(FIRST, SECOND),
                told(device().setLink(new PortNumber(1), false, fixture.now)));
        device().disconnect(SECOND);
        assertEquals(List.of(FIRST), told(device().setLink(new PortNumber(1), true, fixture.now)));
    }

    private static List<ConnectionId> told(List<SwitchOutput> outputs) {
        return outputs.stream().map(output -> ((ToController) output).connection()).toList();
    }

    @Test
    void tellsOfALinkThatGoesDownOnce() {
        List<SwitchOutput> outputs = device().setLink(new PortNumber(2), false, fixture.now);
        PortStatus status = (PortStatus) ((ToController) outputs.getFirst()).message();
        assertEquals(PortStatusReason.MODIFY, status.reason());
        assertEquals(new PortNumber(2), status.port().number());
        assertEquals(Set.of(State.LINK_DOWN), status.port().state());
        assertEquals(List.of(), device().setLink(new PortNumber(2), false, fixture.now));
        PortStatus up =
                (PortStatus)
                        ((ToController)
                                        device().setLink(new PortNumber(2), true, fixture.now)
                                                .getFirst())
                                .message();
        assertEquals(Set.of(State.LIVE), up.port().state());
    }

    private void configure(int number, Set<Config> config, Set<Config> mask) {
        PortNumber port = new PortNumber(number);
        List<OpenFlowMessage> told =
                fixture.replies(
                        new PortMod(
                                0,
                                port,
                                device().port(port).orElseThrow().hardwareAddress(),
                                config,
                                mask));
        assertEquals(PortStatusReason.MODIFY, ((PortStatus) told.getFirst()).reason());
    }

    @Test
    void aPortModChangesWhatItsMaskNames() {
        configure(2, Set.of(Config.NO_FWD, Config.NO_RECV), Set.of(Config.NO_FWD));
        assertEquals(
                Set.of(Config.NO_FWD), device().port(new PortNumber(2)).orElseThrow().config());
        configure(2, Set.of(Config.NO_PACKET_IN), Set.of(Config.NO_PACKET_IN));
        configure(2, Set.of(), Set.of(Config.NO_FWD));
        assertEquals(
                Set.of(Config.NO_PACKET_IN),
                device().port(new PortNumber(2)).orElseThrow().config());
    }

    @Test
    void aPortObeysItsSettings() {
        fixture.accept(add(0, 1, Match.builder().ethType(0x0800).build(), apply(out(2), out(3))));
        fixture.accept(add(0, 0, Match.ANY, apply(out(PortNumber.CONTROLLER))));
        configure(2, Set.of(Config.NO_FWD), Set.of(Config.NO_FWD));
        assertEquals(List.of(3), ports(fixture.receive(1, udp())));
        configure(3, Set.of(Config.PORT_DOWN), Set.of(Config.PORT_DOWN));
        assertEquals(List.of(), fixture.receive(1, udp()));
        assertEquals(Set.of(), device().port(new PortNumber(3)).orElseThrow().state());
        configure(1, Set.of(Config.NO_RECV), Set.of(Config.NO_RECV));
        configure(3, Set.of(), Set.of(Config.PORT_DOWN));
        assertEquals(List.of(), fixture.receive(1, udp()));
        configure(1, Set.of(Config.NO_PACKET_IN), Set.of(Config.NO_RECV, Config.NO_PACKET_IN));
        assertEquals(List.of(3), ports(fixture.receive(1, udp())));
        Packet arp =
                Packet.parse(Octets.parse("ffffffffffff020000000001" + "0806" + "00".repeat(28)));
        assertEquals(List.of(), device().receive(new PortNumber(1), arp, fixture.now));
        assertEquals(1, device().receive(new PortNumber(4), arp, fixture.now).size());
    }

    @Test
    void aPacketOutFollowsItsActionsAsIfItCameInThere() {
        assertEquals(List.of(2), ports(fixture.send(PacketOut.of(0, new PortNumber(2), FRAME))));
        PacketOut flood =
                new PacketOut(
                        0, -1, new PortNumber(3), List.of(out(PortNumber.FLOOD), out(3)), FRAME);
        assertEquals(List.of(1, 2, 4), ports(fixture.send(flood)));
        PacketOut up = PacketOut.of(0, PortNumber.CONTROLLER, FRAME);
        PacketIn back = (PacketIn) fixture.replies(up).getFirst();
        assertEquals(PortNumber.CONTROLLER, back.inPort());
        assertEquals(FRAME, back.frame());
    }

    @Test
    void forgetsEverythingButItsLinksInACrash() {
        fixture.accept(add(0, 1, Match.ANY, apply(out(2))));
        fixture.accept(new GroupMod(0, GroupMod.Command.ADD, GroupType.ALL, 1, List.of()));
        configure(1, Set.of(Config.NO_FWD), Set.of(Config.NO_FWD));
        var _ = device().setLink(new PortNumber(4), false, fixture.now);
        var _ = role(FIRST, Role.MASTER, 77);
        long before = device().revision();
        device().restart(fixture.now.plusSeconds(60));
        assertTrue(device().revision() > before);
        assertTrue(device().tables().stream().allMatch(table -> table.entries().isEmpty()));
        assertEquals(List.of(), device().groups());
        assertEquals(Set.of(), device().port(new PortNumber(1)).orElseThrow().config());
        assertEquals(
                Set.of(State.LINK_DOWN), device().port(new PortNumber(4)).orElseThrow().state());
        assertEquals(
                List.of(),
                device().handle(FIRST, new OpenFlowMessage.BarrierRequest(1), fixture.now));
        fixture.join(FIRST);
        assertEquals(Role.MASTER, role(FIRST, Role.MASTER, 1), "no generation is remembered");
    }
}
