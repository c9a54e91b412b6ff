package io.teleon.controller.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.teleon.models.intent.Constraints;
import io.teleon.models.intent.Intent;
import io.teleon.models.intent.Intent.HostToHost;
import io.teleon.models.intent.Intent.PointToPoint;
import io.teleon.models.intent.IntentId;
import io.teleon.models.intent.Precedence;
import io.teleon.models.intent.Protection;
import io.teleon.models.intent.Terms;
import io.teleon.models.intent.Tier;
import io.teleon.models.intent.TrafficSelector;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.HostId;
import io.teleon.models.network.Ipv4Prefix;
import io.teleon.models.network.LinkId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/// The language of intents, as JSON or YAML. Its schema is published whole, `schemas/intent.json`;
/// what no compiler carries yet is told from what makes no sense.
final class IntentForm {

    private static final String RATE_LIMIT = "rateLimitBitsPerSecond";

    /// Of the kinds that are compiled.
    static final List<String> FIELDS =
            List.of(
                    "type",
                    "id",
                    "precedence",
                    "tier",
                    "source",
                    "target",
                    "ingress",
                    "egress",
                    "fromPrefix",
                    "toPrefix",
                    "constraints",
                    "goals",
                    RATE_LIMIT);

    private static final double MAX_DELAY_MICROS = 60e6;
    private static final double NANOS_PER_MICRO = 1e3;

    /// Kinds that are compiled.
    private static final List<String> SUPPORTED = List.of("host-to-host", "point-to-point");

    private static final String[] CONSTRAINTS = {
        "avoid", "waypoints", "maxDelayMicros", "bandwidthBitsPerSecond", "protection"
    };

    /// Kinds of the language that wait for a compiler, with their fields beside the common ones.
    private static final SequencedMap<String, List<String>> WAITING = waiting();

    private static SequencedMap<String, List<String>> waiting() {
        SequencedMap<String, List<String>> kinds = new LinkedHashMap<>();
        kinds.put("multipoint", List.of("points", "constraints"));
        kinds.put("isolate", List.of("host"));
        kinds.put("drain", List.of("element", "from", "to"));
        return kinds;
    }

    private IntentForm() {}

    /// @throws Problem 400 where it makes no sense, 422 where its kind is not compiled yet
    static Intent read(RequestFields fields) {
        IntentId id = fields.value("id", IntentId::parse);
        Precedence precedence =
                fields.optionalValue("precedence", IntentForm::precedence).orElse(Precedence.HUMAN);
        String type = fields.text("type");
        try {
            return switch (type) {
                case "host-to-host" -> {
                    requireOnly(fields, "source", "target", "constraints", "goals", RATE_LIMIT);
                    yield new HostToHost(
                            id,
                            precedence,
                            fields.value("source", HostId::parse),
                            fields.value("target", HostId::parse),
                            terms(fields));
                }
                case "point-to-point" -> {
                    requireOnly(
                            fields,
                            "ingress",
                            "egress",
                            "fromPrefix",
                            "toPrefix",
                            "constraints",
                            "goals",
                            RATE_LIMIT);
                    yield new PointToPoint(
                            id,
                            precedence,
                            fields.value("ingress", ConnectPoint::parse),
                            fields.value("egress", ConnectPoint::parse),
                            new TrafficSelector(
                                    fields.optionalValue("fromPrefix", Ipv4Prefix::parse),
                                    fields.optionalValue("toPrefix", Ipv4Prefix::parse)),
                            terms(fields));
                }
                default -> throw notCompiled(fields, type);
            };
        } catch (IllegalArgumentException e) {
            // Each part is understood, but the whole makes no sense.
            throw Problem.invalid(String.valueOf(e.getMessage()));
        }
    }

    private static void requireOnly(RequestFields fields, String... own) {
        List<String> known = new ArrayList<>(List.of("type", "id", "precedence", "tier"));
        known.addAll(List.of(own));
        fields.requireOnly(known.toArray(String[]::new));
    }

    private static Problem notCompiled(RequestFields fields, String type) {
        List<String> own = WAITING.get(type);
        if (own == null) {
            return Problem.invalid(
                    "field '"
                            + fields.within()
                            + "type' is '"
                            + type
                            + "', expected host-to-host or point-to-point");
        }
        requireOnly(fields, own.toArray(String[]::new));
        return Problem.unsupported(
                "no compiler for intents of type '"
                        + type
                        + "' yet; supported are "
                        + String.join(", ", SUPPORTED),
                SUPPORTED);
    }

    private static Terms terms(RequestFields whole) {
        return new Terms(
                whole.optionalValue("tier", IntentForm::tier).orElse(Tier.SILVER),
                constraints(whole),
                whole.has("goals")
                        ? whole.objects("goals").stream().map(GoalForm::read).toList()
                        : List.of(),
                whole.number(
                                RATE_LIMIT,
                                Terms.MIN_RATE.bitsPerSecond(),
                                Terms.MAX_RATE.bitsPerSecond())
                        .map(Bandwidth::new));
    }

    private static Constraints constraints(RequestFields whole) {
        return whole.object("constraints")
                .map(IntentForm::readConstraints)
                .orElse(Constraints.NONE);
    }

    private static Constraints readConstraints(RequestFields fields) {
        fields.requireOnly(CONSTRAINTS);
        List<LinkId> links = new ArrayList<>();
        List<DatapathId> nodes = new ArrayList<>();
        // A link has two ends, a switch has none.
        fields.values(
                "avoid",
                text ->
                        text.contains(">")
                                ? links.add(LinkId.parse(text))
                                : nodes.add(DatapathId.parse(text)));
        return new Constraints(
                links,
                nodes,
                fields.values("waypoints", DatapathId::parse),
                fields.number("maxDelayMicros", 1, MAX_DELAY_MICROS)
                        .map(micros -> Duration.ofNanos(Math.round(micros * NANOS_PER_MICRO))),
                fields.number(
                                "bandwidthBitsPerSecond",
                                1,
                                Constraints.MAX_BANDWIDTH.bitsPerSecond())
                        .map(Bandwidth::new),
                fields.optionalValue("protection", IntentForm::protection).orElse(Protection.NONE));
    }

    static void write(ObjectNode node, Constraints constraints) {
        ArrayNode avoid = node.putArray("avoid");
        constraints.avoidLinks().forEach(link -> avoid.add(link.toString()));
        constraints.avoidNodes().forEach(id -> avoid.add(id.toString()));
        ArrayNode waypoints = node.putArray("waypoints");
        constraints.waypoints().forEach(id -> waypoints.add(id.toString()));
        constraints
                .maxDelay()
                .ifPresentOrElse(
                        max -> node.put("maxDelayMicros", max.toNanos() / NANOS_PER_MICRO),
                        () -> node.putNull("maxDelayMicros"));
        constraints
                .bandwidth()
                .ifPresentOrElse(
                        rate -> node.put("bandwidthBitsPerSecond", rate.bitsPerSecond()),
                        () -> node.putNull("bandwidthBitsPerSecond"));
        node.put("protection", constraints.protection().name().toLowerCase(Locale.ROOT));
    }

    /// What the network wishes by itself is not for others to say.
    private static Precedence precedence(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "human" -> Precedence.HUMAN;
            case "intent" -> Precedence.INTENT;
            default ->
                    throw new IllegalArgumentException(
                            "'" + text + "' is neither 'human' nor 'intent'");
        };
    }

    private static Protection protection(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "none" -> Protection.NONE;
            case "disjoint" -> Protection.DISJOINT;
            default ->
                    throw new IllegalArgumentException(
                            "'" + text + "' is neither 'none' nor 'disjoint'");
        };
    }

    private static Tier tier(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "gold" -> Tier.GOLD;
            case "silver" -> Tier.SILVER;
            case "bronze" -> Tier.BRONZE;
            default ->
                    throw new IllegalArgumentException(
                            "'" + text + "' is neither 'gold', 'silver' nor 'bronze'");
        };
    }
}
