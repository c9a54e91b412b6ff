package io.teleon.controller.jdbc;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.teleon.models.intent.Constraints;
import io.teleon.models.intent.Protection;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.LinkId;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// The stored form of an intent's constraints, see [JournalCodec].
final class ConstraintsCodec {

    private ConstraintsCodec() {}

    static void write(ObjectNode body, Constraints constraints) {
        write(body.putArray("avoidLinks"), constraints.avoidLinks());
        write(body.putArray("avoidNodes"), constraints.avoidNodes());
        write(body.putArray("waypoints"), constraints.waypoints());
        constraints.maxDelay().ifPresent(delay -> body.put("maxDelay", delay.toString()));
        // Entries from before anything was reserved have none.
        constraints.bandwidth().ifPresent(rate -> body.put("bandwidth", rate.exactText()));
        // Nor was anything protected.
        if (constraints.protection() != Protection.NONE) {
            body.put("protection", constraints.protection().name().toLowerCase(Locale.ROOT));
        }
    }

    private static void write(ArrayNode array, List<?> elements) {
        elements.forEach(element -> array.add(element.toString()));
    }

    static Constraints read(StoredObject body) {
        return new Constraints(
                body.texts("avoidLinks").stream().map(LinkId::parse).toList(),
                body.texts("avoidNodes").stream().map(DatapathId::parse).toList(),
                body.texts("waypoints").stream().map(DatapathId::parse).toList(),
                body.optionalText("maxDelay").map(Duration::parse),
                body.optionalText("bandwidth").map(Bandwidth::parse),
                body.optionalText("protection")
                        .map(text -> Protection.valueOf(text.toUpperCase(Locale.ROOT)))
                        .orElse(Protection.NONE));
    }
}
