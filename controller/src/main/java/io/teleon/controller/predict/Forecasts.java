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
import io.teleon.models.time.Deadlines;
import io.teleon.models.traffic.NodePair;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Follows what is offered to links and what intents send, in bins of [TrafficHistory#BIN]. Owned
/// by the control loop's thread.
///
/// To tell forecasters of a bin takes tens of microseconds a series, and there may be weeks to tell
/// of when a controller starts, and thousands of series to tell of when a bin is over. The loop
/// does not wait for that: they are told [#SLICE] observations at a time, a [#PAUSE] apart. Until
/// all of the past was told, forecasts are unknown.
public final class Forecasts implements Followed {

    /// So many observations are told at once: 20 ms of a core, 80 ms on a crowded host, so that
    /// whoever wants the loop waits no longer than that.
    static final int SLICE = 1000;

    /// Between two slices, for all else that the loop has to do. A week of 162 series takes half a
    /// minute so, two weeks one.
    static final Duration PAUSE = Duration.ofMillis(100);

    /// Where some intents are not measured, the past waits for no longer than this.
    static final Duration MOST_WAITING = TrafficHistory.BIN.multipliedBy(2);

    private static final Duration STEP = TrafficHistory.BIN;

    private final SeriesClass<LinkId> links;
    private final SeriesClass<IntentId> intents;
    private final Backlog backlog;
    private final OfferedLoads loads;
    private final Consumer<TrafficHistory.Bin> measured;
    private final Deadlines deadlines;
    private ForecastModel model;
    private String digest;

    /// Given up when it was read.
    private Optional<TrafficHistory> history;

    /// What it tells, until that begins to be told.
    private List<TrafficHistory.Bin> past = List.of();

    private Instant firstLook = Instant.MAX;
    private Optional<Instant> toldFrom = Optional.empty();
    private Optional<Instant> warmAt = Optional.empty();

    /// Of every intent at the last look.
    private SequencedMap<IntentId, NodePair> ends = new TreeMap<>();

    private Optional<Instant> binEnd = Optional.empty();
    private int looks;
    private boolean sliceIsPlanned;
    private Instant toldAt = Instant.MIN;

    /// @param history what an earlier life measured
    /// @param measured takes each bin when it is over, for the next life
    /// @param remembers whether another model may come into force, which has to see what was
    ///   measured before
    public Forecasts(
            ForecastModel model,
            OfferedLoads loads,
            Optional<TrafficHistory> history,
            Consumer<TrafficHistory.Bin> measured,
            Deadlines deadlines,
            boolean remembers) {
        this.model = model;
        digest = ModelArchive.digest(model);
        links = new SeriesClass<>(model, STEP, remembers);
        intents = new SeriesClass<>(model, STEP, remembers);
        backlog = new Backlog(links, intents);
        this.loads = loads;
        this.history = history;
        this.measured = measured;
        this.deadlines = deadlines;
    }

    /// Takes what was measured at a look.
    public void take(Picture picture) {
        Instant now = picture.at();
        recall(now);
        if (binEnd.filter(end -> !now.isBefore(end)).isPresent()) {
            close(binEnd.get(), picture);
        }
        if (!past.isEmpty() && isTimeToBegin(picture)) {
            backlog.begin(new PastBins(past, picture, loads));
            past = List.of();
            toldFrom = Optional.of(now);
        }
        if (binEnd.isEmpty() || !now.isBefore(binEnd.get())) {
            binEnd = Optional.of(endOfBin(now));
        }
        looks++;
        ends = ends(picture);
        picture.links()
                .forEach(
                        (id, link) -> link.offered().ifPresent(m -> links.measured(id, m.value())));
        picture.intents()
                .forEach((id, intent) ->
                        intent.sends().ifPresent(m -> intents.measured(id, m.value())));
        if (!sliceIsPlanned) {
            tell(now);
        }
    }

    static SequencedMap<IntentId, NodePair> ends(Picture picture) {
        SequencedMap<IntentId, NodePair> ends = new TreeMap<>();
        picture.intents()
                .forEach((id, intent) -> intent.ends().ifPresent(pair -> ends.put(id, pair)));
        return ends;
    }

    // --- the past

    /// What is there of the past is read at the first look, and told when it is known what it is
    /// of; what is measured meanwhile comes after it.
    private void recall(Instant now) {
        if (firstLook.equals(Instant.MAX)) {
            firstLook = now;
            past = history.map(known -> known.binsBefore(now)).orElse(List.of());
            history = Optional.empty();
            if (!past.isEmpty()) {
                backlog.hold();
            }
        }
    }

    private boolean isTimeToBegin(Picture picture) {
        boolean known =
                picture.links().values().stream().allMatch(link -> link.offered().isPresent());
        return !picture.links().isEmpty()
                && !picture.intents().isEmpty()
                && (known || !picture.at().isBefore(firstLook.plus(MOST_WAITING)));
    }

    private void tell(Instant now) {
        sliceIsPlanned = false;
        toldAt = now;
        backlog.tell(SLICE);
        if (!backlog.isIdle()) {
            sliceIsPlanned = true;
            deadlines.at(now.plus(PAUSE), this::tell);
        } else if (warmAt.isEmpty() && backlog.isWarm()) {
            warmAt = Optional.of(now);
        }
    }

    // --- bins

    private static Instant endOfBin(Instant now) {
        long step = STEP.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), step) * step + step);
    }

    private void close(Instant end, Picture picture) {
        SequencedMap<LinkId, Double> offered = links.drain(looks);
        SequencedMap<IntentId, Double> sent = intents.drain(looks);
        looks = 0;
        keep(end, sent);
        links.retain(picture.links().keySet());
        intents.retain(picture.intents().keySet());
        offered.keySet().retainAll(picture.links().keySet());
        sent.keySet().retainAll(picture.intents().keySet());
        backlog.add(new SeenBin(end, SeriesClass.named(offered), SeriesClass.named(sent)));
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

    /// What is in force for all of them.
    public ForecastModel model() {
        return model;
    }

    /// The end of the last bin that went into the forecasts.
    public Instant renewedAt() {
        return backlog.isWarm() ? backlog.toldTo() : Instant.MIN;
    }

    /// What is expected to be offered to a link, in bits per second.
    public Optional<SeriesForecast> ofLink(LinkId link) {
        return backlog.isWarm() ? links.latest(link) : Optional.empty();
    }

    /// What an intent is expected to send, in bits per second.
    public Optional<SeriesForecast> ofIntent(IntentId intent) {
        return backlog.isWarm() ? intents.latest(intent) : Optional.empty();
    }

    /// Past forecasts of a link beside what came, newest first.
    public List<Judged> judged(LinkId link) {
        return links.judged(link);
    }

    // --- another model

    @Override
    public String digest() {
        return digest;
    }

    @Override
    public int rememberedBins() {
        return Math.min(
                links.memory().map(TrafficMemory::bins).orElse(0),
                intents.memory().map(TrafficMemory::bins).orElse(0));
    }

    @Override
    public List<Trial.Span> remembered(int judged) {
        int bins = rememberedBins();
        return List.of(
                links.memory().orElseThrow().span(bins, judged),
                intents.memory().orElseThrow().span(bins, judged));
    }

    @Override
    public void adopt(ForecastModel other, List<SeriesForecasters> ready, Instant seenTo) {
        model = other;
        digest = ModelArchive.digest(other);
        links.adopt(ready.get(0), seenTo);
        intents.adopt(ready.get(1), seenTo);
        drainLosses();
    }

    @Override
    public SeriesForecasters.Losses drainLosses() {
        SeriesForecasters.Losses ofLinks = links.forecasters().drainLosses();
        SeriesForecasters.Losses ofIntents = intents.forecasters().drainLosses();
        return new SeriesForecasters.Losses(
                ofLinks.own() + ofIntents.own(), ofLinks.naive() + ofIntents.naive());
    }

    @Override
    public void mute(boolean on) {
        links.forecasters().mute(on);
        intents.forecasters().mute(on);
    }

    @Override
    public int licensed() {
        return backlog.isWarm()
                ? links.forecasters().licensed() + intents.forecasters().licensed()
                : 0;
    }

    @Override
    public int followed() {
        return links.forecasters().series().size() + intents.forecasters().series().size();
    }

    @Override
    public ModelsView.Intake intake() {
        Instant until = warmAt.orElse(toldAt);
        return new ModelsView.Intake(
                backlog.isWarm(),
                backlog.pastTold(),
                backlog.pastKnown(),
                toldFrom.map(from -> Duration.between(from, until)).orElse(Duration.ZERO),
                links.forecasters().refused() + intents.forecasters().refused());
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
                intake(),
                "nothing is trained: learning is not configured");
    }
}
