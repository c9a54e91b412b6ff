package io.teleon.controller.predict;

import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.learning.Followed;
import io.teleon.controller.percept.OfferedLoads;
import io.teleon.controller.percept.Picture;
import io.teleon.controller.report.ModelsView;
import io.teleon.controller.telemetry.TrafficHistory;
import io.teleon.models.intent.IntentId;
import io.teleon.models.learning.ForecastModel;
import io.teleon.models.learning.Judged;
import io.teleon.models.learning.ModelArchive;
import io.teleon.models.learning.SeriesForecast;
import io.teleon.models.learning.SeriesForecasters;
import io.teleon.models.learning.upkeep.Championship;
import io.teleon.models.learning.upkeep.Trial;
import io.teleon.models.network.LinkId;
import io.teleon.models.traffic.NodePair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Follows what is offered to links and what intents send, in bins of [TrafficHistory#BIN]. Owned
/// by the control loop's thread.
public final class Forecasts implements Followed {

    private static final Duration STEP = TrafficHistory.BIN;

    private SeriesForecasters links;
    private SeriesForecasters intents;
    private ForecastModel model;
    private String digest;

    /// What was seen, where another model may come into force.
    private final Optional<TrafficMemory> linkMemory;

    private final Optional<TrafficMemory> intentMemory;
    private final OfferedLoads loads;
    private final Consumer<TrafficHistory.Bin> measured;

    /// Given up when it was used: it is large.
    private Optional<TrafficHistory> history;

    /// Of every intent at the last look.
    private final Map<IntentId, NodePair> ends = new TreeMap<>();

    private final Map<LinkId, Mean> linkBins = new TreeMap<>();
    private final Map<IntentId, Mean> intentBins = new TreeMap<>();
    private Optional<Instant> binEnd = Optional.empty();
    private boolean warmed;
    private Instant renewedAt = Instant.MIN;

    /// What a bin has seen so far.
    private static final class Mean {
        private double sum;
        private int count;

        void add(double value) {
            sum += value;
            count++;
        }

        double drain(int looks) {
            double mean = 2 * count >= looks && count > 0 ? sum / count : Double.NaN;
            sum = 0;
            count = 0;
            return mean;
        }
    }

    private int looks;

    /// @param history what an earlier life measured
    /// @param measured takes each bin when it is over, for the next life
    /// @param remembers whether another model may come into force, which has to see what was
    ///   measured before
    public Forecasts(
            ForecastModel model,
            OfferedLoads loads,
            Optional<TrafficHistory> history,
            Consumer<TrafficHistory.Bin> measured,
            boolean remembers) {
        this.model = model;
        digest = ModelArchive.digest(model);
        linkMemory = remembers ? Optional.of(new TrafficMemory(STEP)) : Optional.empty();
        intentMemory = remembers ? Optional.of(new TrafficMemory(STEP)) : Optional.empty();
        this.links = SeriesForecasters.of(model, STEP);
        this.intents = SeriesForecasters.of(model, STEP);
        this.loads = loads;
        this.history = history;
        this.measured = measured;
    }

    /// Takes what was measured at a look.
    public void take(Picture picture) {
        Instant now = picture.at();
        if (binEnd.filter(end -> !now.isBefore(end)).isPresent()) {
            close(binEnd.get());
        }
        if (!warmed && isComplete(picture)) {
            warmed = true;
            warm(picture, now);
            history = Optional.empty();
        }
        if (binEnd.isEmpty() || !now.isBefore(binEnd.get())) {
            binEnd = Optional.of(endOfBin(now));
        }
        looks++;
        ends.clear();
        picture.intents()
                .forEach((id, intent) -> intent.ends().ifPresent(pair -> ends.put(id, pair)));
        picture.links()
                .forEach((id, link) ->
                        link.offered()
                                .ifPresent(m ->
                                        linkBins.computeIfAbsent(id, _ -> new Mean())
                                                .add(m.value())));
        picture.intents()
                .forEach((id, intent) ->
                        intent.sends()
                                .ifPresent(m ->
                                        intentBins
                                                .computeIfAbsent(id, _ -> new Mean())
                                                .add(m.value())));
    }

    private static Instant endOfBin(Instant now) {
        long step = STEP.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), step) * step + step);
    }

    private void close(Instant end) {
        linkBins.forEach((id, mean) -> seeLink(id, end, mean.drain(looks)));
        Map<IntentId, Double> rates = new TreeMap<>();
        intentBins.forEach((id, mean) -> {
            double rate = mean.drain(looks);
            rates.put(id, rate);
            seeIntent(id, end, rate);
        });
        intentBins.keySet().retainAll(ends.keySet());
        keep(end, rates);
        looks = 0;
        renewedAt = end;
    }

    /// A pair of which an intent was not measured was not measured.
    private void keep(Instant end, Map<IntentId, Double> rates) {
        Map<NodePair, Double> ofPairs = new TreeMap<>();
        ends.forEach((id, pair) -> {
            if (!pair.isSelf()) {
                ofPairs.merge(pair, rates.getOrDefault(id, Double.NaN), Double::sum);
            }
        });
        ofPairs.values().removeIf(rate -> rate.isNaN());
        if (!ofPairs.isEmpty()) {
            measured.accept(new TrafficHistory.Bin(end, new LinkedHashMap<>(ofPairs)));
        }
    }

    private void seeLink(LinkId id, Instant end, double value) {
        links.observe(id.toString(), end, value);
        linkMemory.ifPresent(memory -> memory.add(id.toString(), end, value));
    }

    private void seeIntent(IntentId id, Instant end, double value) {
        intents.observe(id.toString(), end, value);
        intentMemory.ifPresent(memory -> memory.add(id.toString(), end, value));
    }

    private static boolean isComplete(Picture picture) {
        return !picture.links().isEmpty()
                && !picture.intents().isEmpty()
                && picture.links().values().stream().allMatch(link -> link.offered().isPresent());
    }

    /// Has the forecasters see what an earlier life measured, as it would be offered to the links
    /// by today's default ways.
    private void warm(Picture picture, Instant now) {
        List<TrafficHistory.Bin> bins =
                history.map(known -> known.binsBefore(now)).orElse(List.of());
        if (bins.isEmpty()) {
            return;
        }
        Map<NodePair, List<IntentId>> ofPair = new TreeMap<>();
        picture.intents()
                .forEach((id, intent) ->
                        intent.ends()
                                .ifPresent(pair ->
                                        ofPair.computeIfAbsent(pair, _ -> new ArrayList<>())
                                                .add(id)));
        for (TrafficHistory.Bin bin : bins) {
            Map<LinkId, Double> offered = new TreeMap<>();
            picture.links().keySet().forEach(id -> offered.put(id, 0.0));
            SequencedMap<NodePair, Double> rates = bin.bitsPerSecond();
            ofPair.forEach((pair, ids) -> {
                double rate = rates.getOrDefault(pair, Double.NaN);
                for (LinkId link : loads.way(pair)) {
                    offered.merge(link, rate, Double::sum);
                }
                // Who shares the ends shares what is known of them.
                ids.forEach(id -> seeIntent(id, bin.end(), rate / ids.size()));
            });
            offered.forEach((id, rate) -> seeLink(id, bin.end(), rate));
        }
        renewedAt = bins.getLast().end();
    }

    /// What is in force for all of them.
    public ForecastModel model() {
        return model;
    }

    /// The end of the last bin that went into the forecasts.
    public Instant renewedAt() {
        return renewedAt;
    }

    /// What is expected to be offered to a link, in bits per second.
    public Optional<SeriesForecast> ofLink(LinkId link) {
        return links.latest(link.toString());
    }

    /// What an intent is expected to send, in bits per second.
    public Optional<SeriesForecast> ofIntent(IntentId intent) {
        return intents.latest(intent.toString());
    }

    /// Past forecasts of a link beside what came, newest first.
    public List<Judged> judged(LinkId link) {
        return links.judged(link.toString());
    }

    // --- another model

    @Override
    public String digest() {
        return digest;
    }

    @Override
    public int rememberedBins() {
        return Math.min(
                linkMemory.map(TrafficMemory::bins).orElse(0),
                intentMemory.map(TrafficMemory::bins).orElse(0));
    }

    @Override
    public List<Trial.Span> remembered(int judged) {
        int bins = rememberedBins();
        return List.of(
                linkMemory.orElseThrow().span(bins, judged),
                intentMemory.orElseThrow().span(bins, judged));
    }

    @Override
    public void adopt(ForecastModel other, List<SeriesForecasters> ready, Instant seenTo) {
        linkMemory.ifPresent(memory -> memory.replay(seenTo, ready.get(0)::observe));
        intentMemory.ifPresent(memory -> memory.replay(seenTo, ready.get(1)::observe));
        model = other;
        digest = ModelArchive.digest(other);
        links = ready.get(0);
        intents = ready.get(1);
        drainLosses();
    }

    @Override
    public SeriesForecasters.Losses drainLosses() {
        SeriesForecasters.Losses ofLinks = links.drainLosses();
        SeriesForecasters.Losses ofIntents = intents.drainLosses();
        return new SeriesForecasters.Losses(
                ofLinks.own() + ofIntents.own(), ofLinks.naive() + ofIntents.naive());
    }

    @Override
    public void mute(boolean on) {
        links.mute(on);
        intents.mute(on);
    }

    @Override
    public int licensed() {
        return links.licensed() + intents.licensed();
    }

    @Override
    public int followed() {
        return links.series().size() + intents.series().size();
    }

    /// The model with since when and why it is in force, as the journal says.
    public static Championship.Change<ForecastModel> inForce(
            ForecastModel model, List<JournalEntry> journal, Instant now) {
        String digest = ModelArchive.digest(model);
        for (JournalEntry entry : journal.reversed()) {
            if (entry instanceof JournalEntry.ModelInForce known && known.digest().equals(digest)) {
                return new Championship.Change<>(known.at(), model, known.reason());
            }
        }
        return new Championship.Change<>(now, model, "in force at the start");
    }

    /// Of a model that nobody replaces.
    public ModelsView view() {
        return new ModelsView(
                new ModelsView.InForce(
                        model.name(), digest, Instant.EPOCH, "the one of the start", model.card()),
                Optional.empty(),
                List.of(),
                licensed(),
                followed(),
                0,
                false,
                "nothing is trained: learning is not configured");
    }
}
