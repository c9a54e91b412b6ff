package io.teleon.controller.detect;

import io.teleon.controller.percept.Picture;
import io.teleon.controller.percept.Picture.Measured;
import io.teleon.controller.percept.Picture.OfIntent;
import io.teleon.controller.report.AnomalyView;
import io.teleon.controller.report.AnomalyView.Of;
import io.teleon.controller.report.EventLog;
import io.teleon.controller.report.ProbeView;
import io.teleon.controller.telemetry.TrafficHistory;
import io.teleon.controller.topology.NetworkState;
import io.teleon.models.intent.IntentId;
import io.teleon.models.learning.detect.Detectors;
import io.teleon.models.learning.detect.Finding;
import io.teleon.models.learning.detect.Screening;
import io.teleon.models.network.LinkId;
import io.teleon.models.traffic.NodePair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// Screens what is to go by links, what they lose and what probes of intents take, in bins of
/// [TrafficHistory#BIN]; the suspicious ones are looked at deeply. Owned by the control loop's
/// thread.
///
/// What is odd becomes an anomaly when the detectors first tell of it, and is over when no row was
/// odd for [#ODD_FOR]. Deep detectors cost a third of a millisecond a row and up to a megabyte a
/// series, and run within the loop, so they look at [#MOST_DEEP] series at most.
///
/// The load of a link by which other intents go than before begins anew: that it changes then is no
/// news.
public final class AnomalyWatch {

    static final int MOST_DEEP = 50;
    static final Duration ODD_FOR = Duration.ofMinutes(30);

    /// What is odd stays so while it is as surprising as this.
    private static final double LASTS = Detectors.ALARM;

    /// A series tells nothing before it has seen what comes each week; what links lose and probes
    /// take hardly has weeks, and a few days tell how restless it is.
    private static final int LEAST_OF_LOADS = rows(Duration.ofDays(7));

    private static final int LEAST_OF_OTHERS = rows(Duration.ofDays(3));

    /// All series together may raise a false alarm once in this time.
    private static final int FALSE_ALARM = rows(Duration.ofDays(7));

    /// The node of all series: when much of the network is odd at once, it is told once.
    private static final String NETWORK = "network";

    /// Where some intents are not measured, the history is not waited with for longer.
    private static final Duration MOST_WAITING = TrafficHistory.BIN.multipliedBy(2);

    private final NetworkState network;
    private final Function<IntentId, Optional<ProbeView.Delay>> delays;
    private final AnomalyLog log;
    private final HostRates hosts;
    private final NominalLoads loads;
    private final Screening screening = new Screening(MOST_DEEP);
    private final DelaySeries ways = new DelaySeries();

    /// What is read at every look, and what is read when a probe arrives.
    private final Means means = new Means();

    private final Means probed = new Means();

    /// By series. Bounded by the links, and the intents with their ways.
    private final Map<String, Subject> subjects = new TreeMap<>();

    private final Map<Subject, Measured> scores = new TreeMap<>();
    private final Map<IntentId, Instant> probedAt = new TreeMap<>();
    private SequencedMap<LinkId, List<IntentId>> users = new TreeMap<>();

    /// Given up when it was used: it is large.
    private Optional<TrafficHistory> history;

    private Optional<Instant> firstLook = Optional.empty();
    private boolean warmed;
    private Optional<Instant> binEnd = Optional.empty();
    private int looks;
    private Instant renewedAt = Instant.MIN;

    /// @param delays of the newest probe of an intent that arrived
    /// @param history what an earlier life measured
    public AnomalyWatch(
            NetworkState network,
            Function<IntentId, Optional<ProbeView.Delay>> delays,
            Optional<TrafficHistory> history,
            EventLog events,
            AnomalyWitness witness) {
        this.network = network;
        this.delays = delays;
        this.history = history;
        log = new AnomalyLog(events, witness);
        hosts = new HostRates(log);
        loads = new NominalLoads(network::nodes);
    }

    /// Takes what was measured at a look.
    public void take(Picture picture) {
        Instant now = picture.at();
        SequencedMap<LinkId, Double> offered = loads.loads(picture);
        if (binEnd.filter(end -> !now.isBefore(end)).isPresent()) {
            close(binEnd.get(), picture);
        }
        if (!warmed && isTimeToWarm(picture, offered)) {
            warm(picture);
        }
        if (binEnd.isEmpty() || !now.isBefore(binEnd.get())) {
            binEnd = Optional.of(endOfBin(now));
        }
        looks++;
        offered.forEach((link, load) -> means.add(series(Of.LOAD, link.toString()), load));
        picture.links()
                .forEach((link, seen) -> {
                    String series = series(Of.LOSS, link.toString());
                    seen.loss().ifPresent(loss -> means.add(series, loss.value()));
                });
        picture.intents().values().forEach(this::probe);
    }

    private String series(Of of, String id) {
        Subject subject = new Subject(of, id);
        subjects.putIfAbsent(subject.series(), subject);
        return subject.series();
    }

    private static int rows(Duration span) {
        return (int) span.dividedBy(TrafficHistory.BIN);
    }

    /// The surprise from which on a series is odd: the more there are, the more surprising the most
    /// surprising of them is when nothing is wrong (Bonferroni).
    private double alarm() {
        double looks = (double) FALSE_ALARM * Math.max(1, screening.size());
        return Math.max(Detectors.ALARM, StrictMath.log10(looks));
    }

    private boolean isYoung(Subject subject, String series) {
        int least = subject.of() == Of.LOAD ? LEAST_OF_LOADS : LEAST_OF_OTHERS;
        return screening.rows(series) < least;
    }

    private static Instant endOfBin(Instant now) {
        long step = TrafficHistory.BIN.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), step) * step + step);
    }

    private void probe(OfIntent intent) {
        Optional<ProbeView.Delay> delay = delays.apply(intent.id());
        if (delay.isEmpty() || intent.view().path().isEmpty()) {
            return;
        }
        Instant before = probedAt.put(intent.id(), delay.get().at());
        if (before == null || delay.get().at().isAfter(before)) {
            DelaySeries.Named named = ways.of(intent.id(), intent.view().path());
            named.forgotten().ifPresent(this::forget);
            subjects.putIfAbsent(named.name(), new Subject(Of.DELAY, intent.id().toString()));
            probed.add(named.name(), (double) delay.get().oneWay().toNanos());
        }
    }

    private void forget(String series) {
        screening.forget(series);
        subjects.remove(series);
    }

    // --- the past

    private boolean isTimeToWarm(Picture picture, SequencedMap<LinkId, Double> offered) {
        Instant first = firstLook.orElse(picture.at());
        firstLook = Optional.of(first);
        boolean known =
                !picture.intents().isEmpty()
                        && offered.values().stream().noneMatch(load -> load.isNaN());
        return (!offered.isEmpty() && known) || first.plus(MOST_WAITING).isBefore(picture.at());
    }

    /// Has the screening see what an earlier life measured. What was odd then, and may be yet, was
    /// told then.
    private void warm(Picture picture) {
        warmed = true;
        users = loads.users(picture);
        List<TrafficHistory.Bin> bins =
                history.map(known -> known.binsBefore(picture.at())).orElse(List.of());
        history = Optional.empty();
        SequencedSet<NodePair> pairs = NominalLoads.pairs(picture);
        for (TrafficHistory.Bin bin : bins) {
            loads.loads(pairs, bin)
                    .forEach((link, load) -> {
                        String series = series(Of.LOAD, link.toString());
                        List<Finding> findings = screening.learn(NETWORK, series, bin.end(), load);
                        follow(series, findings, bin.end(), false);
                    });
            endThoseOver(bin.end(), false);
        }
    }

    // --- bins

    private void close(Instant end, Picture picture) {
        int least = (looks + 1) / 2;
        looks = 0;
        SequencedMap<String, Double> read = means.drain(least);
        read.putAll(probed.drain(1));
        if (!warmed) {
            return; // rows must come in the order of their times
        }
        beginAnew(picture);
        forgetMoved(picture);
        scores.keySet().retainAll(new TreeSet<>(subjects.values()));
        read.keySet().retainAll(subjects.keySet());
        read.forEach((series, value) -> {
            List<Finding> findings = screening.observe(NETWORK, series, end, value);
            follow(series, findings, end, true);
        });
        endThoseOver(end, true);
        hosts.forgetSilent(end);
        renewedAt = end;
        log.testify(picture.at());
    }

    private void beginAnew(Picture picture) {
        SequencedMap<LinkId, List<IntentId>> now = loads.users(picture);
        now.forEach((link, intents) -> {
            if (!intents.equals(users.getOrDefault(link, intents))) {
                screening.forget(new Subject(Of.LOAD, link.toString()).series());
            }
        });
        users = now;
        ways.retain(picture.intents().keySet()).forEach(this::forget);
        probedAt.keySet().retainAll(picture.intents().keySet());
    }

    /// A link that gave way to another at one of its ports does not come back; one that is down
    /// may.
    private void forgetMoved(Picture picture) {
        SequencedSet<String> links = new TreeSet<>();
        picture.links().keySet().forEach(link -> links.add(link.toString()));
        List<String> moved =
                subjects.entrySet().stream()
                        .filter(entry -> isOfLink(entry.getValue().of()))
                        .filter(entry -> !links.contains(entry.getValue().id()))
                        .map(Map.Entry::getKey)
                        .toList();
        moved.forEach(this::forget);
    }

    private static boolean isOfLink(Of of) {
        return switch (of) {
            case LOAD, LOSS -> true;
            case DELAY, HOST -> false;
        };
    }

    private void follow(String series, List<Finding> findings, Instant end, boolean isNow) {
        Subject subject = subjects.get(series);
        if (subject == null || isYoung(subject, series)) {
            return;
        }
        for (Finding finding : findings) {
            switch (finding) {
                case Finding.Odd odd when odd.surprise() < alarm() -> {}
                case Finding.Odd odd when log.of(subject).isEmpty() -> {
                    AnomalyView begun = begun(subject, odd);
                    if (isNow) {
                        log.begin(subject, begun, end);
                    } else {
                        log.remember(subject, begun);
                    }
                }
                case Finding.Odd odd ->
                        log.of(subject)
                                .map(a -> a.withSurprise(end, odd.surprise(), odd.sign().words()))
                                .ifPresent(a -> log.goOn(subject, a));
                case Finding.OddNode node when isNow -> log.network(node.odd(), node.series(), end);
                case Finding.OddNode _ -> {}
            }
        }
        OptionalDouble surprise = screening.surprise(series);
        if (surprise.isPresent()) {
            double raw = surprise.getAsDouble();
            log.of(subject)
                    .filter(_ -> raw >= LASTS)
                    .map(a -> a.withSurprise(end, raw, a.why()))
                    .ifPresent(a -> log.goOn(subject, a));
            double score = log.of(subject).map(AnomalyView::score).orElse(Detectors.score(raw));
            scores.put(subject, new Measured(score, end));
        }
    }

    private AnomalyView begun(Subject subject, Finding.Odd odd) {
        String name =
                subject.of() == Of.DELAY ? subject.id() : network.name(LinkId.parse(subject.id()));
        return new AnomalyView(
                subject.of(),
                subject.id(),
                name,
                odd.at(),
                odd.at(),
                Detectors.score(odd.surprise()),
                OptionalDouble.of(StrictMath.pow(10, -odd.surprise())),
                odd.sign().words(),
                screening.promoted().contains(odd.series()));
    }

    private void endThoseOver(Instant end, boolean isNow) {
        log.ongoing()
                .forEach((subject, anomaly) -> {
                    if (subject.of() != Of.HOST && !anomaly.lastOdd().plus(ODD_FOR).isAfter(end)) {
                        if (isNow) {
                            log.end(subject, end);
                        } else {
                            log.forget(subject);
                        }
                    }
                });
    }

    // --- hosts, and what is known

    /// An agent says which share of what it measures is odd.
    public void heard(String agent, double rate, Instant at, Instant now) {
        if (hosts.heard(agent, rate, at, now)) {
            log.testify(now);
        }
    }

    /// How odd something was in its newest bin, 0 to 1, while an anomaly goes on the most that it
    /// was in it; empty where too little is known.
    public Optional<Measured> score(Of of, String id) {
        return Optional.ofNullable(scores.get(new Subject(of, id)));
    }

    /// How many series it follows.
    int size() {
        return screening.size();
    }

    /// The end of the last bin that went into the scores.
    public Instant renewedAt() {
        return renewedAt;
    }

    /// What goes on now, in order.
    public List<AnomalyView> views() {
        return log.views();
    }
}
