package io.teleon.controller.incident;

import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.LinkId;

/// A part of the network that can be in trouble. Text form: its kind and its id, `cable
/// 0000000000000001/2>0000000000000005/1`.
public sealed interface Element extends Comparable<Element> {

    /// Both directions of a link, named by the lesser.
    record Cable(LinkId link) implements Element {

        public Cable {
            if (link.compareTo(link.reversed()) > 0) {
                throw new IllegalArgumentException(
                        "cable " + link + ", expected the lesser direction " + link.reversed());
            }
        }

        static Cable of(LinkId link) {
            LinkId other = link.reversed();
            return new Cable(link.compareTo(other) < 0 ? link : other);
        }

        @Override
        public String kind() {
            return "cable";
        }

        @Override
        public String id() {
            return link.toString();
        }
    }

    record Switch(DatapathId datapath) implements Element {

        @Override
        public String kind() {
            return "switch";
        }

        @Override
        public String id() {
            return datapath.toString();
        }
    }

    /// A host, by where it is plugged in: the addresses it sends from may be made up.
    record Host(ConnectPoint point) implements Element {

        @Override
        public String kind() {
            return "host";
        }

        @Override
        public String id() {
            return point.toString();
        }
    }

    /// @param id as the agent names itself
    record Agent(String id) implements Element {

        @Override
        public String kind() {
            return "agent";
        }
    }

    String kind();

    String id();

    default String text() {
        return kind() + " " + id();
    }

    /// @throws IllegalArgumentException where it is not the text of an element
    static Element parse(String text) {
        int space = text.indexOf(' ');
        String id = text.substring(space + 1);
        return switch (text.substring(0, Math.max(0, space))) {
            case "cable" -> new Cable(LinkId.parse(id));
            case "switch" -> new Switch(DatapathId.parse(id));
            case "agent" -> new Agent(id);
            case "host" -> new Host(ConnectPoint.parse(id));
            default ->
                    throw new IllegalArgumentException(
                            "element '"
                                    + text
                                    + "' is no 'cable LINK', 'switch ID', 'agent ID' or 'host PORT'");
        };
    }

    @Override
    default int compareTo(Element other) {
        return text().compareTo(other.text());
    }
}
