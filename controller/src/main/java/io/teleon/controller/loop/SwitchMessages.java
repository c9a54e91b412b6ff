package io.teleon.controller.loop;

import io.teleon.controller.flow.Pipeline;
import io.teleon.controller.flow.TunnelRules;
import io.teleon.controller.intent.Intents;
import io.teleon.controller.openflow.MultipartReply;
import io.teleon.controller.openflow.MultipartRequest;
import io.teleon.controller.openflow.Octets;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.percept.LinkLosses;
import io.teleon.controller.session.Sessions;
import io.teleon.controller.telemetry.PortRates;
import io.teleon.controller.topology.ArpListener;
import io.teleon.controller.topology.LinkDiscovery;
import io.teleon.controller.topology.NetworkState;
import io.teleon.controller.topology.PacketInLimit;
import io.teleon.controller.topology.PortBounces;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.HostId;
import io.teleon.models.network.PortNumber;
import io.teleon.models.telemetry.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Takes what a switch says to the part of the controller it concerns.
final class SwitchMessages {

    private static final int ETHER_TYPE_OFFSET = 12;
    private static final int MIN_FRAME = 14;

    private final NetworkState network;
    private final LinkDiscovery discovery;
    private final Probing probing;
    private final ArpListener arp;
    private final PacketInLimit limit;
    private final TableKeeper keeper;
    private final Intents intents;
    private final PortRates rates;
    private final LinkLosses losses;
    private final FlowPolling polling;
    private final ContainmentPolling contained;
    private final PortBounces bounces;
    private final Outbox outbox;

    SwitchMessages(
            NetworkState network,
            LinkDiscovery discovery,
            Probing probing,
            ArpListener arp,
            PacketInLimit limit,
            TableKeeper keeper,
            Intents intents,
            PortRates rates,
            LinkLosses losses,
            FlowPolling polling,
            ContainmentPolling contained,
            PortBounces bounces,
            Outbox outbox) {
        this.network = network;
        this.discovery = discovery;
        this.probing = probing;
        this.arp = arp;
        this.limit = limit;
        this.keeper = keeper;
        this.intents = intents;
        this.rates = rates;
        this.losses = losses;
        this.polling = polling;
        this.contained = contained;
        this.bounces = bounces;
        this.outbox = outbox;
    }

    void said(DatapathId datapath, OpenFlowMessage message, Instant now) {
        if (message instanceof OpenFlowMessage.PacketIn packet) {
            packetIn(datapath, packet, now);
        } else if (message instanceof OpenFlowMessage.PortStatus status) {
            portStatus(datapath, status, now);
        } else if (message instanceof OpenFlowMessage.BarrierReply(int xid)) {
            keeper.barrierAnswered(datapath, xid);
        } else if (message instanceof OpenFlowMessage.ErrorReply error) {
            keeper.refused(datapath, error.xid(), error.code(), now);
        } else if (message instanceof MultipartReply reply) {
            answered(datapath, reply, now);
        } else if (message instanceof OpenFlowMessage.Unsupported other) {
            keeper.unreadable(datapath, other.xid(), "it speaks of " + other.what(), now);
        }
        // Whatever else a switch may say asks nothing of us.
    }

    private void packetIn(DatapathId datapath, OpenFlowMessage.PacketIn packet, Instant now) {
        ConnectPoint at = new ConnectPoint(datapath, packet.inPort());
        Octets frame = packet.frame();
        if (!at.port().isPhysical() || frame.length() < MIN_FRAME) {
            return;
        }
        int etherType =
                (frame.at(ETHER_TYPE_OFFSET) & 0xff) << 8
                        | (frame.at(ETHER_TYPE_OFFSET + 1) & 0xff);
        if (etherType == TunnelRules.TAG_ETHER_TYPE) {
            // Nothing that is tagged comes here but probes, and what pretends to be one.
            probing.arrived(at, frame, now);
        } else if (!limit.admits(at, now)) {
            return;
        } else if (etherType == Pipeline.DISCOVERY_ETHER_TYPE) {
            discovery.arrived(at, frame, now);
        } else if (etherType == Pipeline.ARP_ETHER_TYPE) {
            Optional<HostId> news = arp.heard(at, frame, now);
            news.ifPresent(host -> intents.hostChanged(host, now));
        }
    }

    private void portStatus(DatapathId datapath, OpenFlowMessage.PortStatus status, Instant now) {
        ConnectPoint at = new ConnectPoint(datapath, status.port().number());
        boolean wasUp = network.isUp(at);
        network.portChanged(datapath, status.reason(), status.port(), now);
        bounces.portChanged(at, now);
        if (wasUp && !network.isUp(at)) {
            discovery.portDown(at);
        } else if (!wasUp && network.isUp(at) && at.port().isPhysical()) {
            discovery.probe(at, now);
        }
    }

    private void answered(DatapathId datapath, MultipartReply reply, Instant now) {
        if (reply.body() instanceof MultipartReply.Flows flows) {
            if (!polling.answered(datapath, reply.xid(), flows, reply.more(), now)
                    && !contained.answered(datapath, reply.xid(), flows, reply.more(), now)) {
                keeper.answered(datapath, reply.xid(), flows, reply.more(), now);
            }
        } else if (reply.body() instanceof MultipartReply.MeterConfigs meters) {
            keeper.answered(datapath, reply.xid(), meters, reply.more(), now);
        } else if (reply.body() instanceof MultipartReply.PortStatistics ports) {
            List<Sample> samples = rates.read(datapath, ports.entries(), now);
            losses.read(samples);
            outbox.add(new Effect.Measured(samples));
        }
    }

    void askForPortCounters(DatapathId datapath, Sessions sessions) {
        sessions.send(
                datapath,
                new MultipartRequest(0, new MultipartRequest.PortStatistics(PortNumber.ANY)));
    }

    /// Gives up what a switch does not answer.
    void checkAnswers(DatapathId datapath, Duration timeout, Sessions sessions, Instant now) {
        if (keeper.isStuck(datapath, timeout, now)) {
            sessions.close(datapath, "has not answered a barrier for " + timeout.multipliedBy(2));
        }
    }
}
