package io.teleon.models.format;

import io.teleon.models.format.SndlibNetwork.Cable;
import io.teleon.models.format.SndlibNetwork.Site;
import io.teleon.models.format.SndlibNetwork.Want;
import io.teleon.models.network.Topology;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads the XML files of SNDlib. What they mean: [SndlibNetwork].
public final class SndlibXml {

    private SndlibXml() {}

    public static Topology readTopology(SourceText source) {
        return network(XmlElement.parse(source)).topology();
    }

    public static DemandTable readDemands(SourceText source) {
        return network(XmlElement.parse(source)).demands();
    }

    static SndlibNetwork network(XmlElement root) {
        if (!root.name().equals("network")) {
            throw MalformedInput.isNot(root.place(), "root <" + root.name() + ">", "<network>");
        }
        XmlElement structure = root.require("networkStructure");
        XmlElement nodes = structure.require("nodes");
        Optional<XmlElement> meta = root.child("meta");
        return new SndlibNetwork(
                root.place(),
                nodes.attribute("coordinatesType").map(Token::text).orElse("").equals("pixel"),
                nodes.children("node").stream().map(SndlibXml::site).toList(),
                all(structure.child("links"), "link").map(SndlibXml::cable).toList(),
                all(root.child("demands"), "demand").map(SndlibXml::want).toList(),
                meta.flatMap(m -> m.child("time")).map(XmlElement::token),
                meta.flatMap(m -> m.child("unit")).map(XmlElement::token));
    }

    private static Stream<XmlElement> all(Optional<XmlElement> parent, String name) {
        return parent.map(p -> p.children(name)).orElse(List.of()).stream();
    }

    private static Site site(XmlElement node) {
        Optional<XmlElement> coordinates = node.child("coordinates");
        return new Site(
                node.requireAttribute("id"),
                coordinates.map(c -> c.require("x").token()),
                coordinates.map(c -> c.require("y").token()));
    }

    private static Cable cable(XmlElement link) {
        return new Cable(
                link.require("source").token(),
                link.require("target").token(),
                link.child("preInstalledModule").map(m -> m.require("capacity").token()),
                link.child("routingCost").map(XmlElement::token),
                all(link.child("additionalModules"), "addModule")
                        .map(m -> m.require("capacity").token())
                        .toList());
    }

    private static Want want(XmlElement demand) {
        return new Want(
                demand.require("source").token(),
                demand.require("target").token(),
                demand.child("routingUnit").map(XmlElement::token),
                demand.require("demandValue").token());
    }
}
