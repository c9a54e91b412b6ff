package io.teleon.models.telemetry;

import java.util.Comparator;

/// The order of resources: by kind, then by name.
final class ResourceOrder {

    static final Comparator<Resource> BY_KIND =
            Comparator.comparingInt(ResourceOrder::kind).thenComparing(ResourceOrder::withinKind);

    private ResourceOrder() {}

    private static int kind(Resource resource) {
        return switch (resource) {
            case Resource.OfNode _ -> 0;
            case Resource.OfPort _ -> 1;
            case Resource.OfLink _ -> 2;
            case Resource.OfHost _ -> 3;
            case Resource.OfInterface _ -> 4;
            case Resource.OfIntent _ -> 5;
        };
    }

    private static int withinKind(Resource a, Resource b) {
        return switch (a) {
            case Resource.OfNode node when b instanceof Resource.OfNode other ->
                    node.id().compareTo(other.id());
            case Resource.OfPort port when b instanceof Resource.OfPort other ->
                    port.id().compareTo(other.id());
            case Resource.OfLink link when b instanceof Resource.OfLink other ->
                    link.id().compareTo(other.id());
            case Resource.OfHost host when b instanceof Resource.OfHost other ->
                    host.id().compareTo(other.id());
            case Resource.OfIntent intent when b instanceof Resource.OfIntent other ->
                    intent.id().compareTo(other.id());
            case Resource.OfNode _,
                    Resource.OfPort _,
                    Resource.OfLink _,
                    Resource.OfHost _,
                    Resource.OfInterface _,
                    Resource.OfIntent _ ->
                    a.toString().compareTo(b.toString());
        };
    }
}
