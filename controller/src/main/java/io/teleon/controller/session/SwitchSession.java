package io.teleon.controller.session;

import io.teleon.controller.openflow.ErrorCode;
import io.teleon.controller.openflow.MultipartReply;
import io.teleon.controller.openflow.MultipartRequest;
import io.teleon.controller.openflow.Octets;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.openflow.PortDescription;
import io.teleon.controller.southbound.ConnectionId;
import io.teleon.models.network.DatapathId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One connection's handshake and life (OpenFlow 1.3.5 section 6.3).
///
/// | stage | what comes | then |
/// |---|---|---|
/// | `HELLO` | hello that allows 1.3 | ask for features, `FEATURES` |
/// | `HELLO` | hello that does not | refuse with HELLO_FAILED, close |
/// | `FEATURES` | features of the main connection | ask for ports and description, `PORTS` |
/// | `PORTS` | the last part of the ports | `DESCRIPTION` |
/// | `DESCRIPTION` | the description | `READY` |
/// | `READY` | anything | passed on |
///
/// Port changes that come before `READY` are kept and passed on behind it.
final class SwitchSession {

    private enum Stage {
        HELLO,
        FEATURES,
        PORTS,
        DESCRIPTION,
        READY
    }

    private static final int MAX_EARLY_MESSAGES = 1000;
    private static final int WHOLE_FRAME = 0xffff;

    private final ConnectionId connection;
    private final String remote;
    private final SwitchTransport transport;
    private final Instant openedAt;

    private Stage stage = Stage.HELLO;
    private Instant lastHeard;
    private int lastXid;
    private Optional<DatapathId> datapath = Optional.empty();
    private final List<PortDescription> ports = new ArrayList<>();
    private final List<OpenFlowMessage> early = new ArrayList<>();
    private final RoundTrips roundTrips = new RoundTrips();

    /// The echo that is waited for, if any.
    private Optional<Echo> echo = Optional.empty();

    private record Echo(int xid, Instant sentAt) {}

    /// What a message led to.
    sealed interface Outcome {

        record Nothing() implements Outcome {}

        /// The features are known; the owner decides whether this connection may speak for it.
        record Identified(DatapathId datapath) implements Outcome {}

        record Signals(List<SwitchSignal> signals) implements Outcome {}

        /// Not to be talked to any longer.
        record Refused(String reason) implements Outcome {}
    }

    SwitchSession(
            ConnectionId connection, String remote, SwitchTransport transport, Instant openedAt) {
        this.connection = connection;
        this.remote = remote;
        this.transport = transport;
        this.openedAt = openedAt;
        this.lastHeard = openedAt;
        send(new OpenFlowMessage.Hello(0, OpenFlowMessage.Hello.ONLY_1_3));
    }

    ConnectionId connection() {
        return connection;
    }

    String remote() {
        return remote;
    }

    Instant openedAt() {
        return openedAt;
    }

    Instant lastHeard() {
        return lastHeard;
    }

    boolean isReady() {
        return stage == Stage.READY;
    }

    Optional<DatapathId> datapath() {
        return datapath;
    }

    int send(OpenFlowMessage message) {
        lastXid++;
        transport.send(connection, message.withXid(lastXid));
        return lastXid;
    }

    /// Asks for an echo; its answer also tells how long the way there and back is.
    void askForEcho(Instant now) {
        int xid = send(new OpenFlowMessage.EchoRequest(0, Octets.EMPTY));
        echo = Optional.of(new Echo(xid, now));
    }

    Optional<ChannelDelay> channelDelay() {
        return roundTrips.oneWay();
    }

    Outcome spoke(OpenFlowMessage message, Instant now) {
        lastHeard = now;
        if (message instanceof OpenFlowMessage.EchoRequest(int xid, Octets data)) {
            transport.send(connection, new OpenFlowMessage.EchoReply(xid, data));
            return new Outcome.Nothing();
        }
        if (message instanceof OpenFlowMessage.EchoReply(int xid, Octets _)) {
            echo.filter(asked -> asked.xid() == xid)
                    .ifPresent(asked -> {
                        roundTrips.add(Duration.between(asked.sentAt(), now));
                        echo = Optional.empty();
                    });
            return new Outcome.Nothing();
        }
        return switch (stage) {
            case HELLO -> hello(message);
            case FEATURES -> features(message);
            case PORTS -> ports(message);
            case DESCRIPTION -> description(message);
            case READY -> passedOn(message);
        };
    }

    private Outcome hello(OpenFlowMessage message) {
        if (!(message instanceof OpenFlowMessage.Hello(int xid, int versions))) {
            return new Outcome.Refused("spoke before its hello: " + name(message));
        }
        if ((versions & OpenFlowMessage.Hello.ONLY_1_3) == 0) {
            transport.send(
                    connection,
                    new OpenFlowMessage.ErrorReply(
                            xid,
                            ErrorCode.of(ErrorCode.Type.HELLO_FAILED, "INCOMPATIBLE"),
                            Octets.ofText("only OpenFlow 1.3 is spoken here")));
            return new Outcome.Refused(
                    "does not speak OpenFlow 1.3 (version bitmap 0x"
                            + Integer.toHexString(versions)
                            + ")");
        }
        stage = Stage.FEATURES;
        send(new OpenFlowMessage.FeaturesRequest(0));
        return new Outcome.Nothing();
    }

    private Outcome features(OpenFlowMessage message) {
        if (!(message instanceof OpenFlowMessage.FeaturesReply features)) {
            return early(message);
        }
        if (features.auxiliaryId() != 0) {
            return new Outcome.Refused("auxiliary connections are not used here");
        }
        datapath = Optional.of(features.datapath());
        stage = Stage.PORTS;
        send(new OpenFlowMessage.SetConfig(0, WHOLE_FRAME));
        send(new MultipartRequest(0, new MultipartRequest.PortDescriptions()));
        send(new MultipartRequest(0, new MultipartRequest.Description()));
        return new Outcome.Identified(features.datapath());
    }

    private Outcome ports(OpenFlowMessage message) {
        if (message
                instanceof
                MultipartReply(
                        int _,
                        boolean more,
                        MultipartReply.PortDescriptions(List<PortDescription> entries))) {
            ports.addAll(entries);
            if (!more) {
                stage = Stage.DESCRIPTION;
            }
            return new Outcome.Nothing();
        }
        return early(message);
    }

    private Outcome description(OpenFlowMessage message) {
        DatapathId known = datapath.orElseThrow();
        String name;
        if (message
                instanceof
                MultipartReply(int _, boolean _, MultipartReply.Description description)) {
            name = description.datapath();
        } else if (message instanceof OpenFlowMessage.ErrorReply) {
            // Some switches do not describe themselves; that is no reason to refuse them.
            name = "";
        } else {
            return early(message);
        }
        stage = Stage.READY;
        List<SwitchSignal> signals = new ArrayList<>();
        signals.add(new SwitchSignal.Ready(known, name.strip(), remote, ports));
        early.forEach(m -> signals.add(new SwitchSignal.Said(known, m)));
        early.clear();
        return new Outcome.Signals(signals);
    }

    private Outcome early(OpenFlowMessage message) {
        if (message instanceof OpenFlowMessage.PortStatus) {
            if (early.size() == MAX_EARLY_MESSAGES) {
                return new Outcome.Refused(
                        "sent more than " + MAX_EARLY_MESSAGES + " messages before it was ready");
            }
            early.add(message);
        }
        return new Outcome.Nothing();
    }

    private Outcome passedOn(OpenFlowMessage message) {
        return new Outcome.Signals(List.of(new SwitchSignal.Said(datapath.orElseThrow(), message)));
    }

    private static String name(OpenFlowMessage message) {
        return message.getClass().getSimpleName();
    }
}
