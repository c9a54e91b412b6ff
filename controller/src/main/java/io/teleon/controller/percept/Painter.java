package io.teleon.controller.percept;

import io.teleon.controller.intent.Intents;
import io.teleon.controller.percept.Picture.Measured;
import io.teleon.controller.percept.Picture.OfIntent;
import io.teleon.controller.percept.Picture.OfLink;
import io.teleon.controller.report.ControllerView.IntentView;
import io.teleon.controller.telemetry.PortRates;
import io.teleon.controller.topology.NetworkState;
import io.teleon.models.intent.InstallState;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.LinkId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Puts a [Picture] together from what the parts of the controller know. Owned by the control
/// loop's thread.
public final class Painter {

    /// An ingress that has not been read for so long is not known.
    private static final Duration STALE = Duration.ofSeconds(30);

    /// Readings of two ends are not of the very same moment.
    private static final double NOTICEABLE = 0.002;

    /// What programs call usable loses less.
    private static final double CLEAN = 0.001;

    private final NetworkState network;
    private final Intents intents;
    private final PortRates rates;
    private final IntentTraffic traffic;
    private final LinkLosses losses;
    private final OfferedLoads loads;

    /// The optical power that ports receive, as agents reported it last. Bounded: of ports that
    /// links arrive at.
    private final Map<ConnectPoint, Measured> powers = new TreeMap<>();

    private final Growth growth = new Growth();

    /// Links that were found to lose packets, until they are measured to lose none.
    private final NavigableSet<LinkId> suspects = new TreeSet<>();

    public Painter(
            NetworkState network,
            Intents intents,
            PortRates rates,
            IntentTraffic traffic,
            LinkLosses losses,
            OfferedLoads loads) {
        this.network = network;
        this.intents = intents;
        this.rates = rates;
        this.traffic = traffic;
        this.losses = losses;
        this.loads = loads;
    }

    /// An agent has read the power that a port receives, in dBm.
    ///
    /// @return the links that end there
    public List<LinkId> power(ConnectPoint port, double power, Instant at) {
        List<LinkId> ending = links().stream().filter(id -> id.target().equals(port)).toList();
        if (!ending.isEmpty()) {
            powers.put(port, new Measured(power, at));
        }
        return ending;
    }

    /// Every link ever discovered, in order.
    public List<LinkId> links() {
        return network.linkStatus().stream().map(status -> status.link().id()).toList();
    }

    public Picture paint(Instant now) {
        SequencedMap<IntentId, OfIntent> ofIntents = new LinkedHashMap<>();
        List<IntentView> views = intents.views().stream().filter(OfferedLoads::isThere).toList();
        for (IntentView view : views) {
            ofIntents.put(
                    view.intent().id(),
                    new OfIntent(
                            view,
                            loads.ends(view.intent()),
                            traffic.ingress(view.intent().id())
                                    .filter(rate -> !rate.at().plus(STALE).isBefore(now))
                                    .map(rate ->
                                            new Measured(rate.rate().bitsPerSecond(), rate.at()))));
        }
        List<NetworkState.LinkStatus> status = network.linkStatus();
        SequencedMap<LinkId, List<IntentId>> users =
                loads.users(views, status.stream().map(s -> s.link().id()).toList());
        Map<LinkId, Double> mostLost = mostLost(ofIntents);
        SequencedMap<LinkId, OfLink> ofLinks = new LinkedHashMap<>();
        for (NetworkState.LinkStatus one : status) {
            LinkId id = one.link().id();
            ofLinks.put(
                    id, paint(one, users.getOrDefault(id, List.of()), ofIntents, mostLost, now));
        }
        return new Picture(now, ofLinks, ofIntents);
    }

    private OfLink paint(
            NetworkState.LinkStatus status,
            List<IntentId> users,
            SequencedMap<IntentId, OfIntent> ofIntents,
            Map<LinkId, Double> mostLost,
            Instant now) {
        LinkId id = status.link().id();
        Optional<Measured> loss =
                losses.of(id)
                        .map(l ->
                                new Measured(
                                        Math.min(l.share(), mostLost.getOrDefault(id, 1.0)),
                                        l.at()));
        boolean contradicted =
                loss.isPresent()
                        && loss.get().value() < losses.of(id).orElseThrow().share() - NOTICEABLE;
        Optional<Measured> carried =
                status.up() ? carried(id, contradicted) : Optional.of(new Measured(0, now));
        Optional<Measured> offered = offered(users, ofIntents, now);
        return new OfLink(
                status.link(),
                network.isConnected(id.source().datapath())
                        && network.isConnected(id.target().datapath()),
                status.up(),
                network.isAdminUp(id.source()) && network.isAdminUp(id.target()),
                carried,
                offered,
                growth.soon(id, offered, users),
                believed(id, loss, carried),
                Optional.ofNullable(powers.get(id.target())),
                users);
    }

    /// A link that carries too little to tell, and that was never found to lose any, loses nothing
    /// that anybody would miss. One that was is not well because it has become quiet: it is not
    /// known until it is measured again, see [#suspects].
    private Optional<Measured> believed(
            LinkId link, Optional<Measured> loss, Optional<Measured> carried) {
        if (loss.isPresent()) {
            if (loss.get().value() >= CLEAN) {
                suspects.add(link);
            } else {
                suspects.remove(link);
            }
            return loss;
        }
        return suspects.contains(link)
                ? Optional.empty()
                : carried.map(m -> new Measured(0, m.at()));
    }

    /// Links that lost packets when that could last be told, and may carry too little to tell now;
    /// in order. Bounded by the links there are.
    public List<LinkId> suspects() {
        return List.copyOf(suspects);
    }

    /// The share that a link loses, as far as those who go by it bear it out; empty where it cannot
    /// be told.
    public Optional<Measured> lossOf(LinkId link) {
        return losses.of(link)
                .map(told -> {
                    double most = told.share();
                    for (IntentId id : most > 0 ? intents.usersOf(link) : List.<IntentId>of()) {
                        OptionalDouble delivered = traffic.delivered(id);
                        boolean goesBy =
                                intents.view(id).stream().anyMatch(v -> v.path().contains(link));
                        if (goesBy && delivered.isPresent()) {
                            most = Math.min(most, Math.max(0, 1 - delivered.getAsDouble()));
                        }
                    }
                    return new Measured(most, told.at());
                });
    }

    /// What the counters at the two ends of a link say against those who go by it.
    ///
    /// @param lost the share that is lost between the ends by their counters
    /// @param missed the share that is lost as far as those who go by it bear it out
    public record BothEnds(double lost, double missed, Instant at) {}

    /// Empty where that cannot be told.
    public Optional<BothEnds> bothEnds(LinkId link) {
        return losses.of(link)
                .flatMap(told ->
                        lossOf(link)
                                .map(borne ->
                                        new BothEnds(told.share(), borne.value(), told.at())));
    }

    /// What the sending end says; where the two ends tell of a loss that nobody who goes by the
    /// link suffers, one of them lies, and the lesser counts.
    private Optional<Measured> carried(LinkId link, boolean contradicted) {
        Optional<Measured> sent =
                rates.sentAt(link.source())
                        .map(rate -> new Measured(rate.rate().bitsPerSecond(), rate.at()));
        Optional<Bandwidth> received = rates.of(link.target()).received();
        return contradicted && received.isPresent()
                ? sent.map(m ->
                        new Measured(Math.min(m.value(), received.get().bitsPerSecond()), m.at()))
                : sent;
    }

    /// The most that links can lose, by what the intents that go by them miss at their far ends:
    /// each loses at least what each link does. Links of which that is not measured are left out.
    private Map<LinkId, Double> mostLost(SequencedMap<IntentId, OfIntent> ofIntents) {
        Map<LinkId, Double> most = new TreeMap<>();
        for (OfIntent intent : ofIntents.values()) {
            OptionalDouble delivered = traffic.delivered(intent.id());
            if (delivered.isPresent()) {
                double lost = Math.clamp(1 - delivered.getAsDouble(), 0.0, 1.0);
                intent.view().path().forEach(link -> most.merge(link, lost, Math::min));
            }
        }
        return most;
    }

    /// Unknown as soon as one of them is: what cannot be read is not nothing.
    private static Optional<Measured> offered(
            List<IntentId> users, SequencedMap<IntentId, OfIntent> ofIntents, Instant now) {
        double sum = 0;
        Instant oldest = now;
        for (IntentId user : users) {
            OfIntent intent = Objects.requireNonNull(ofIntents.get(user));
            if (intent.view().state() == InstallState.FAILED
                    || intent.view().state() == InstallState.PARKED) {
                continue; // nothing of it enters the network
            }
            if (intent.sends().isEmpty()) {
                return Optional.empty();
            }
            sum += intent.sends().get().value();
            oldest =
                    intent.sends().get().at().isBefore(oldest) ? intent.sends().get().at() : oldest;
        }
        return Optional.of(new Measured(sum, oldest));
    }
}
