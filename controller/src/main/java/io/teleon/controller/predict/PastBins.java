package io.teleon.controller.predict;

import io.teleon.controller.percept.OfferedLoads;
import io.teleon.controller.percept.Picture;
import io.teleon.controller.telemetry.TrafficHistory;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.LinkId;
import io.teleon.models.traffic.NodePair;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// What an earlier life measured, as it would be offered to the links by the default ways of the
/// moment at which it begins to be told. It is put together bin by bin, for all of it would be
/// large.
final class PastBins implements Iterator<SeenBin> {

    private final Iterator<TrafficHistory.Bin> bins;
    private final int count;
    private final List<LinkId> links;
    private final SequencedMap<IntentId, NodePair> ends;
    private final Map<NodePair, List<LinkId>> ways = new TreeMap<>();

    /// Who shares the ends shares what is known of them.
    private final Map<NodePair, Integer> sharers = new TreeMap<>();

    /// @param bins oldest first
    PastBins(List<TrafficHistory.Bin> bins, Picture picture, OfferedLoads loads) {
        this.bins = bins.iterator();
        this.count = bins.size();
        this.links = List.copyOf(picture.links().keySet());
        this.ends = Forecasts.ends(picture);
        ends.values()
                .forEach(pair -> {
                    sharers.merge(pair, 1, Integer::sum);
                    ways.computeIfAbsent(pair, loads::way);
                });
    }

    /// How many observations they hold together.
    long observations() {
        return (long) count * (links.size() + ends.size());
    }

    @Override
    public boolean hasNext() {
        return bins.hasNext();
    }

    @Override
    public SeenBin next() {
        TrafficHistory.Bin bin = bins.next();
        SequencedMap<NodePair, Double> rates = bin.bitsPerSecond();
        Map<LinkId, Double> offered = new TreeMap<>();
        links.forEach(link -> offered.put(link, 0.0));
        ways.forEach((pair, way) -> {
            double rate = rates.getOrDefault(pair, Double.NaN);
            // A way may lead over a link that is not in the picture yet.
            way.forEach(link -> offered.computeIfPresent(link, (_, sum) -> sum + rate));
        });
        SequencedMap<String, Double> ofLinks = new LinkedHashMap<>();
        offered.forEach((link, sum) -> ofLinks.put(link.toString(), sum));
        SequencedMap<String, Double> ofIntents = new LinkedHashMap<>();
        ends.forEach((id, pair) -> {
            double rate = rates.getOrDefault(pair, Double.NaN);
            ofIntents.put(id.toString(), rate / sharers.getOrDefault(pair, 1));
        });
        return new SeenBin(bin.end(), ofLinks, ofIntents);
    }
}
