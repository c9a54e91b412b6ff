package io.teleon.controller.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.teleon.models.format.Nearest;
import io.teleon.models.network.LinkId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Finds the link that a person means.
final class LinkNamed {

    private LinkNamed() {}

    /// @param text an id, or `FROM>TO` by the names of the nodes
    /// @throws IOException in one line, where no or more than one link is called so
    static String id(JsonNode topology, String text) throws IOException {
        if (LinkId.tryParse(text).isPresent()) {
            return text;
        }
        List<String> ids = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (JsonNode link : topology.path("links")) {
            String id = link.path("id").asText();
            String name = ends(topology, id);
            names.add(name);
            if (name.equalsIgnoreCase(text.replace(" ", ""))) {
                ids.add(id);
            }
        }
        if (ids.isEmpty()) {
            throw new IOException("there is no link '" + text + "'" + Nearest.hint(text, names));
        }
        if (ids.size() > 1) {
            throw new IOException(
                    "'"
                            + text
                            + "' are "
                            + ids.size()
                            + " links; say which: "
                            + String.join(", ", ids));
        }
        return ids.getFirst();
    }

    private static String ends(JsonNode topology, String id) {
        LinkId link = LinkId.parse(id);
        return name(topology, link.source().datapath().toString())
                + ">"
                + name(topology, link.target().datapath().toString());
    }

    private static String name(JsonNode topology, String id) {
        for (JsonNode node : topology.path("nodes")) {
            if (node.path("id").asText().equals(id)) {
                return node.path("name").asText();
            }
        }
        return id;
    }
}
