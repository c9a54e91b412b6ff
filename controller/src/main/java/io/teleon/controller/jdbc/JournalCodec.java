package io.teleon.controller.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.teleon.controller.containment.Containment;
import io.teleon.controller.containment.Extent;
import io.teleon.controller.flow.PathTag;
import io.teleon.controller.flow.Tunnel;
import io.teleon.controller.intent.Limit;
import io.teleon.controller.intent.Placement;
import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.journal.JournalEntry.ActionNoted;
import io.teleon.controller.journal.JournalEntry.ActionReasoned;
import io.teleon.controller.journal.JournalEntry.AutonomyOrdered;
import io.teleon.controller.journal.JournalEntry.FulfilmentTold;
import io.teleon.controller.journal.JournalEntry.HostKnown;
import io.teleon.controller.journal.JournalEntry.HostSpared;
import io.teleon.controller.journal.JournalEntry.IncidentNoted;
import io.teleon.controller.journal.JournalEntry.IntentHeld;
import io.teleon.controller.journal.JournalEntry.IntentLimited;
import io.teleon.controller.journal.JournalEntry.IntentPlaced;
import io.teleon.controller.journal.JournalEntry.IntentProtected;
import io.teleon.controller.journal.JournalEntry.IntentSteered;
import io.teleon.controller.journal.JournalEntry.IntentSubmitted;
import io.teleon.controller.journal.JournalEntry.IntentWithdrawing;
import io.teleon.controller.journal.JournalEntry.IntentWithdrawn;
import io.teleon.controller.journal.JournalEntry.ModelInForce;
import io.teleon.controller.journal.JournalEntry.PolicyEpoch;
import io.teleon.controller.journal.JournalEntry.PolicyReloaded;
import io.teleon.controller.journal.JournalEntry.PortBroughtUp;
import io.teleon.controller.journal.JournalEntry.PortContained;
import io.teleon.controller.journal.JournalEntry.PortFreed;
import io.teleon.controller.journal.JournalEntry.PortFreeing;
import io.teleon.controller.journal.JournalEntry.PortTakenDown;
import io.teleon.controller.journal.JournalEntry.TargetNoted;
import io.teleon.controller.journal.JournalEntry.TicketNoted;
import io.teleon.controller.journal.JournalEntry.TunnelReleased;
import io.teleon.controller.journal.JournalEntry.TunnelReserved;
import io.teleon.controller.journal.JournalFailure;
import io.teleon.models.intent.Constraints;
import io.teleon.models.intent.FulfilmentState;
import io.teleon.models.intent.Goal;
import io.teleon.models.intent.Intent;
import io.teleon.models.intent.Intent.HostToHost;
import io.teleon.models.intent.Intent.PointToPoint;
import io.teleon.models.intent.IntentId;
import io.teleon.models.intent.Precedence;
import io.teleon.models.intent.Terms;
import io.teleon.models.intent.Tier;
import io.teleon.models.intent.TrafficSelector;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.Host;
import io.teleon.models.network.HostId;
import io.teleon.models.network.Ipv4Address;
import io.teleon.models.network.Ipv4Prefix;
import io.teleon.models.network.LinkId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// The stored form of journal entries.
///
/// What was written once must stay readable for ever: fields are named here and nowhere else, so
/// renaming a component of a record changes nothing on disk. A change of a kind's fields takes the
/// next [#VERSION] and keeps reading the ones before.
final class JournalCodec {

    /// Of the fields below; all kinds share it.
    static final int VERSION = 1;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JournalCodec() {}

    /// One row without its sequence number.
    record Stored(String kind, int version, String body) {}

    static Stored encode(JournalEntry entry) {
        ObjectNode body = MAPPER.createObjectNode();
        body.put("at", entry.at().toString());
        String kind =
                switch (entry) {
                    case IntentSubmitted e -> {
                        body.put("serial", e.serial());
                        write(body.putObject("intent"), e.intent());
                        yield "intent-submitted";
                    }
                    case IntentWithdrawing e -> {
                        body.put("id", e.id().toString());
                        yield "intent-withdrawing";
                    }
                    case IntentWithdrawn e -> {
                        body.put("id", e.id().toString());
                        yield "intent-withdrawn";
                    }
                    case TunnelReserved e -> {
                        write(body, e.tunnel());
                        yield "tunnel-reserved";
                    }
                    case TunnelReleased e -> {
                        body.put("serial", e.serial());
                        yield "tunnel-released";
                    }
                    case IntentPlaced e -> {
                        body.put("id", e.id().toString());
                        e.placement().ifPresent(p -> write(body.putObject("placement"), p));
                        yield "intent-placed";
                    }
                    case AutonomyOrdered e -> AutonomyCodec.write(body, e);
                    case ActionNoted e -> AutonomyCodec.write(body, e);
                    case ActionReasoned e -> ReasonCodec.write(body, e);
                    case TargetNoted e -> AutonomyCodec.write(body, e);
                    case TicketNoted e -> AutonomyCodec.write(body, e);
                    case HostSpared e -> AutonomyCodec.write(body, e);
                    case PolicyEpoch e -> AutonomyCodec.write(body, e);
                    case PolicyReloaded e -> AutonomyCodec.write(body, e);
                    case ModelInForce e -> {
                        body.put("digest", e.digest());
                        body.put("name", e.name());
                        body.put("reason", e.reason());
                        yield "model-in-force";
                    }
                    case IntentSteered e -> {
                        body.put("id", e.id().toString());
                        e.path().ifPresent(path -> write(body.putArray("path"), path));
                        yield "intent-steered";
                    }
                    case IntentProtected e -> {
                        body.put("id", e.id().toString());
                        e.standby().ifPresent(p -> write(body.putObject("standby"), p));
                        yield "intent-protected";
                    }
                    case IntentHeld e -> {
                        body.put("id", e.id().toString());
                        write(body.putArray("avoid"), e.avoid());
                        yield "intent-held";
                    }
                    case IntentLimited e -> {
                        body.put("id", e.id().toString());
                        e.limit().ifPresent(limit -> write(body.putObject("limit"), limit));
                        yield "intent-limited";
                    }
                    case HostKnown e -> {
                        body.put("host", e.host().id().toString());
                        body.put("location", e.host().location().toString());
                        e.host().address().ifPresent(a -> body.put("address", a.toString()));
                        yield "host-known";
                    }
                    case FulfilmentTold e -> {
                        body.put("id", e.id().toString());
                        body.put("serial", e.serial());
                        body.put("sequence", e.sequence());
                        body.put("state", e.state().name());
                        body.put("reason", e.reason());
                        yield "fulfilment-told";
                    }
                    case IncidentNoted e -> IncidentCodec.write(body, e);
                    case PortTakenDown e -> {
                        body.put("port", e.port().toString());
                        yield "port-taken-down";
                    }
                    case PortBroughtUp e -> {
                        body.put("port", e.port().toString());
                        yield "port-brought-up";
                    }
                    case PortContained e -> {
                        write(body, e.containment());
                        yield "port-contained";
                    }
                    case PortFreeing e -> {
                        body.put("serial", e.serial());
                        yield "port-freeing";
                    }
                    case PortFreed e -> {
                        body.put("serial", e.serial());
                        yield "port-freed";
                    }
                };
        return new Stored(kind, VERSION, body.toString());
    }

    /// @throws JournalFailure naming the sequence number and the kind of what cannot be read
    static JournalEntry decode(long sequence, Stored stored) {
        if (stored.version() != VERSION) {
            throw new JournalFailure(
                    named(sequence, stored)
                            + " has version "
                            + stored.version()
                            + ", this Teleon reads version "
                            + VERSION
                            + ": it was written by a newer one");
        }
        try {
            return entry(stored.kind(), new StoredObject(MAPPER.readTree(stored.body())));
        } catch (JsonProcessingException e) {
            throw new JournalFailure(named(sequence, stored) + " is not JSON", e);
        } catch (RuntimeException e) {
            throw new JournalFailure(
                    named(sequence, stored) + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static String named(long sequence, Stored stored) {
        return "journal entry " + sequence + " of kind '" + stored.kind() + "'";
    }

    private static JournalEntry entry(String kind, StoredObject body) {
        Instant at = Instant.parse(body.text("at"));
        return switch (kind) {
            case "intent-submitted" ->
                    new IntentSubmitted(
                            at, body.integer("serial"), readIntent(body.object("intent")));
            case "intent-withdrawing" -> new IntentWithdrawing(at, id(body));
            case "intent-withdrawn" -> new IntentWithdrawn(at, id(body));
            case "tunnel-reserved" -> new TunnelReserved(at, readTunnel(body));
            case "tunnel-released" -> new TunnelReleased(at, body.integer("serial"));
            case "intent-placed" ->
                    new IntentPlaced(
                            at,
                            id(body),
                            body.optionalObject("placement").map(JournalCodec::readPlacement));
            case AutonomyCodec.ORDERED -> AutonomyCodec.readOrdered(at, body);
            case AutonomyCodec.ACTION -> AutonomyCodec.readAction(at, body);
            case ReasonCodec.REASONED -> ReasonCodec.read(at, body);
            case AutonomyCodec.TARGET -> AutonomyCodec.readTarget(at, body);
            case AutonomyCodec.TICKET -> AutonomyCodec.readTicket(at, body);
            case AutonomyCodec.SPARED -> AutonomyCodec.readSpared(at, body);
            case AutonomyCodec.EPOCH -> AutonomyCodec.readEpoch(at, body);
            case AutonomyCodec.RELOADED -> AutonomyCodec.readReloaded(at, body);
            case "model-in-force" ->
                    new ModelInForce(
                            at, body.text("digest"), body.text("name"), body.text("reason"));
            case "intent-steered" ->
                    new IntentSteered(
                            at, id(body), body.optionalTexts("path").map(JournalCodec::links));
            case "intent-protected" ->
                    new IntentProtected(
                            at,
                            id(body),
                            body.optionalObject("standby").map(JournalCodec::readPlacement));
            case "intent-held" -> new IntentHeld(at, id(body), links(body.texts("avoid")));
            case "intent-limited" ->
                    new IntentLimited(
                            at, id(body), body.optionalObject("limit").map(JournalCodec::limit));
            case "host-known" ->
                    new HostKnown(
                            at,
                            new Host(
                                    HostId.parse(body.text("host")),
                                    ConnectPoint.parse(body.text("location")),
                                    body.optionalText("address").map(Ipv4Address::parse)));
            case "fulfilment-told" ->
                    new FulfilmentTold(
                            at,
                            id(body),
                            body.integer("serial"),
                            body.whole("sequence"),
                            FulfilmentState.valueOf(body.text("state")),
                            body.text("reason"));
            case IncidentCodec.INCIDENT -> IncidentCodec.read(at, body);
            case "port-taken-down" -> new PortTakenDown(at, ConnectPoint.parse(body.text("port")));
            case "port-brought-up" -> new PortBroughtUp(at, ConnectPoint.parse(body.text("port")));
            case "port-contained" -> new PortContained(at, readContainment(body));
            case "port-freeing" -> new PortFreeing(at, body.integer("serial"));
            case "port-freed" -> new PortFreed(at, body.integer("serial"));
            default -> throw new IllegalArgumentException("this Teleon knows no such kind");
        };
    }

    private static void write(ObjectNode body, Containment wanted) {
        body.put("serial", wanted.serial());
        body.put("port", wanted.point().toString());
        body.put("host", wanted.host());
        body.put("extent", wanted.extent().text());
        body.put("precedence", wanted.precedence().name().toLowerCase(Locale.ROOT));
        body.put("holder", wanted.holder());
    }

    private static Containment readContainment(StoredObject body) {
        return new Containment(
                body.integer("serial"),
                ConnectPoint.parse(body.text("port")),
                body.text("host"),
                Extent.parse(body.text("extent")),
                Precedence.valueOf(body.text("precedence").toUpperCase(Locale.ROOT)),
                body.text("holder"));
    }

    private static IntentId id(StoredObject body) {
        return new IntentId(body.text("id"));
    }

    private static void write(ArrayNode body, List<LinkId> links) {
        links.forEach(link -> body.add(link.toString()));
    }

    private static List<LinkId> links(List<String> texts) {
        return texts.stream().map(LinkId::parse).toList();
    }

    private static void write(ObjectNode body, Limit limit) {
        body.put("rate", limit.rate().exactText());
        body.put("meter", limit.meter());
    }

    private static Limit limit(StoredObject body) {
        return new Limit(Bandwidth.parse(body.text("rate")), body.integer("meter"));
    }

    private static void write(ObjectNode body, Intent intent) {
        body.put("id", intent.id().toString());
        body.put("precedence", intent.precedence().name().toLowerCase(Locale.ROOT));
        if (intent.tier() != Tier.SILVER) {
            // Entries from before there were tiers have none, and mean this one.
            body.put("tier", intent.tier().name().toLowerCase(Locale.ROOT));
        }
        if (!intent.constraints().isNone()) {
            // Entries from before there were constraints have none.
            ConstraintsCodec.write(body.putObject("constraints"), intent.constraints());
        }
        if (!intent.goals().isEmpty()) {
            // Nor had intents goals.
            ArrayNode goals = body.putArray("goals");
            intent.goals().forEach(goal -> goals.add(goal.toString()));
        }
        intent.terms().rateLimit().ifPresent(rate -> body.put("rateLimit", rate.exactText()));
        switch (intent) {
            case HostToHost i -> {
                body.put("type", "host-to-host");
                body.put("source", i.source().toString());
                body.put("target", i.target().toString());
            }
            case PointToPoint i -> {
                body.put("type", "point-to-point");
                body.put("ingress", i.ingress().toString());
                body.put("egress", i.egress().toString());
                i.selector().source().ifPresent(p -> body.put("fromPrefix", p.toString()));
                i.selector().destination().ifPresent(p -> body.put("toPrefix", p.toString()));
            }
        }
    }

    private static Intent readIntent(StoredObject body) {
        IntentId id = id(body);
        Precedence precedence =
                Precedence.valueOf(body.text("precedence").toUpperCase(Locale.ROOT));
        Terms terms = readTerms(body);
        return switch (body.text("type")) {
            case "host-to-host" ->
                    new HostToHost(
                            id,
                            precedence,
                            HostId.parse(body.text("source")),
                            HostId.parse(body.text("target")),
                            terms);
            case "point-to-point" ->
                    new PointToPoint(
                            id,
                            precedence,
                            ConnectPoint.parse(body.text("ingress")),
                            ConnectPoint.parse(body.text("egress")),
                            new TrafficSelector(
                                    body.optionalText("fromPrefix").map(Ipv4Prefix::parse),
                                    body.optionalText("toPrefix").map(Ipv4Prefix::parse)),
                            terms);
            default ->
                    throw new IllegalArgumentException(
                            "intent type '" + body.text("type") + "' is unknown");
        };
    }

    private static Terms readTerms(StoredObject body) {
        Tier tier =
                body.optionalText("tier")
                        .map(text -> Tier.valueOf(text.toUpperCase(Locale.ROOT)))
                        .orElse(Tier.SILVER);
        Constraints constraints =
                body.optionalObject("constraints")
                        .map(ConstraintsCodec::read)
                        .orElse(Constraints.NONE);
        List<Goal> goals =
                body.optionalTexts("goals").orElse(List.of()).stream().map(Goal::parse).toList();
        return new Terms(
                tier, constraints, goals, body.optionalText("rateLimit").map(Bandwidth::parse));
    }

    private static void write(ObjectNode body, Tunnel tunnel) {
        body.put("serial", tunnel.serial());
        body.put("tag", tunnel.tag().vlan());
        ArrayNode links = body.putArray("links");
        write(links, tunnel.links());
        body.put("egress", tunnel.egress().toString());
    }

    private static Tunnel readTunnel(StoredObject body) {
        return new Tunnel(
                body.integer("serial"),
                new PathTag(body.integer("tag")),
                links(body.texts("links")),
                ConnectPoint.parse(body.text("egress")));
    }

    private static void write(ObjectNode body, Placement placement) {
        body.put("ingress", placement.ingress().toString());
        body.put("egress", placement.egress().toString());
        placement.targetAddress().ifPresent(a -> body.put("targetAddress", a.toString()));
        placement.tunnel().ifPresent(serial -> body.put("tunnel", serial));
    }

    private static Placement readPlacement(StoredObject body) {
        return new Placement(
                ConnectPoint.parse(body.text("ingress")),
                ConnectPoint.parse(body.text("egress")),
                body.optionalText("targetAddress").map(Ipv4Address::parse),
                body.optionalInteger("tunnel"));
    }
}
