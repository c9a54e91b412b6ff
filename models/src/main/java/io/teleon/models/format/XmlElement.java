package io.teleon.models.format;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// An element of an XML file, with the place where its start tag ends; names without their
/// namespace. Document types and entities of one's own are refused, so a file can neither reach out
/// nor multiply.
record XmlElement(
        Place place,
        String name,
        SequencedMap<String, String> attributes,
        List<XmlElement> children,
        String text) {

    private static final int MAX_DEPTH = 64;

    XmlElement {
        attributes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(attributes));
        children = List.copyOf(children);
    }

    /// The root of a file.
    static XmlElement parse(SourceText source) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(source.text()));
            return root(source, reader);
        } catch (XMLStreamException e) {
            throw new MalformedInput(
                    place(source, Optional.ofNullable(e.getLocation())),
                    "not XML: " + reason(Optional.ofNullable(e.getMessage())));
        }
    }

    private static XmlElement root(SourceText source, XMLStreamReader reader)
            throws XMLStreamException {
        Deque<Open> open = new ArrayDeque<>();
        Optional<XmlElement> root = Optional.empty();
        while (reader.hasNext()) {
            int event = reader.next();
            Place place = place(source, Optional.of(reader.getLocation()));
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (open.size() >= MAX_DEPTH) {
                        throw MalformedInput.isNot(
                                place, "nesting of more than " + MAX_DEPTH, "a network");
                    }
                    open.push(new Open(place, reader));
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    XmlElement closed = open.pop().closed();
                    if (open.isEmpty()) {
                        root = Optional.of(closed);
                    } else {
                        open.element().children.add(closed);
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!open.isEmpty()) {
                        open.element().text.append(reader.getText());
                    }
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw MalformedInput.isNot(
                                place, "a document type or an entity of its own", "read");
                default -> {
                    // Comments, processing instructions, white space: nothing that we read.
                }
            }
        }
        return root.orElseThrow(
                () -> MalformedInput.isNot(new Place(source.file(), 1), "the file", "XML"));
    }

    /// An element whose end has not been seen yet.
    private static final class Open {

        private final Place place;
        private final String name;
        private final SequencedMap<String, String> attributes = new LinkedHashMap<>();
        private final List<XmlElement> children = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();

        Open(Place place, XMLStreamReader reader) {
            this.place = place;
            name = reader.getLocalName();
            for (int i = 0; i < reader.getAttributeCount(); i++) {
                attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
            }
        }

        XmlElement closed() {
            return new XmlElement(place, name, attributes, children, text.toString().strip());
        }
    }

    private static Place place(SourceText source, Optional<Location> location) {
        return new Place(
                source.file(),
                Math.max(1, location.map(Location::getLineNumber).orElse(1)),
                Math.max(0, location.map(Location::getColumnNumber).orElse(0)));
    }

    /// The JDK's message without its own line about the place.
    private static String reason(Optional<String> message) {
        String text = message.orElse("unreadable");
        int mark = text.indexOf("Message: ");
        String reason = mark < 0 ? text : text.substring(mark + "Message: ".length());
        return reason.length() > 200 ? reason.substring(0, 200) + "..." : reason;
    }

    List<XmlElement> children(String name) {
        return children.stream().filter(child -> child.name.equals(name)).toList();
    }

    /// The only child of this name, if there is one.
    Optional<XmlElement> child(String name) {
        List<XmlElement> found = children(name);
        if (found.size() > 1) {
            throw new MalformedInput(
                    found.get(1).place,
                    "element <" + name + "> is there twice in <" + this.name + ">");
        }
        return found.stream().findFirst();
    }

    XmlElement require(String name) {
        return child(name)
                .orElseThrow(() ->
                        new MalformedInput(
                                place, "element <" + name + "> is missing in <" + this.name + ">"));
    }

    Token token() {
        return new Token(place, text);
    }

    Optional<Token> attribute(String name) {
        return Optional.ofNullable(attributes.get(name)).map(value -> new Token(place, value));
    }

    Token requireAttribute(String name) {
        return attribute(name)
                .orElseThrow(() ->
                        new MalformedInput(
                                place,
                                "attribute '" + name + "' is missing in <" + this.name + ">"));
    }
}
