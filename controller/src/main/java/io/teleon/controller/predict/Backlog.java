package io.teleon.controller.predict;

import io.teleon.models.intent.IntentId;
import io.teleon.models.network.LinkId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/// Bins that forecasters have not been told of yet, in the order of their times: first the past,
/// then what came meanwhile. They are told in slices, links before intents, each by name.
///
/// At most [#MOST_LIVE] bins wait behind the past; of more the oldest are given up, and count as
/// missing.
final class Backlog {

    /// An hour. Telling the past takes a minute or two, and waits for [Forecasts#MOST_WAITING].
    static final int MOST_LIVE = 12;

    private final SeriesClass<LinkId> links;
    private final SeriesClass<IntentId> intents;
    private final Deque<SeenBin> live = new ArrayDeque<>();

    /// While it is held back, nothing is told: what is older is still to come.
    private boolean held;

    private Iterator<SeenBin> past = Collections.emptyIterator();
    private long pastTold;
    private long pastKnown;

    /// The bin that is being told, with what is left of it.
    private Optional<SeenBin> open = Optional.empty();

    private boolean ofPast;
    private Iterator<Map.Entry<String, Double>> linksLeft = Collections.emptyIterator();
    private Iterator<Map.Entry<String, Double>> intentsLeft = Collections.emptyIterator();
    private boolean warm = true;
    private Instant toldTo = Instant.MIN;

    Backlog(SeriesClass<LinkId> links, SeriesClass<IntentId> intents) {
        this.links = links;
        this.intents = intents;
    }

    /// There is a past, which [#begin] will bring.
    void hold() {
        held = true;
        warm = false;
    }

    void begin(PastBins bins) {
        held = false;
        past = bins;
        pastKnown = bins.observations();
    }

    void add(SeenBin bin) {
        live.add(bin);
        if (live.size() > MOST_LIVE) {
            live.remove();
        }
    }

    /// Whether there is nothing to tell now.
    boolean isIdle() {
        return held || (open.isEmpty() && !past.hasNext() && live.isEmpty());
    }

    /// Whether the past, and what came while it was told, has been told: before, forecasts are of
    /// another time.
    boolean isWarm() {
        return warm;
    }

    /// The end of the last bin of which all was told.
    Instant toldTo() {
        return toldTo;
    }

    /// How many observations of the past were told.
    long pastTold() {
        return pastTold;
    }

    /// How many observations of the past there are to tell; 0 before it begins.
    long pastKnown() {
        return pastKnown;
    }

    /// Tells at most so many observations.
    void tell(int most) {
        int left = most;
        while (left > 0 && !isIdle()) {
            SeenBin bin = open.orElseGet(this::next);
            for (; left > 0 && linksLeft.hasNext(); left--) {
                Map.Entry<String, Double> value = linksLeft.next();
                links.tell(value.getKey(), bin.end(), value.getValue());
            }
            for (; left > 0 && intentsLeft.hasNext(); left--) {
                Map.Entry<String, Double> value = intentsLeft.next();
                intents.tell(value.getKey(), bin.end(), value.getValue());
            }
            if (!linksLeft.hasNext() && !intentsLeft.hasNext()) {
                open = Optional.empty();
                toldTo = bin.end();
                pastTold += ofPast ? bin.observations() : 0;
            }
        }
        warm |= !held && isIdle();
    }

    private SeenBin next() {
        ofPast = past.hasNext();
        SeenBin bin = ofPast ? past.next() : live.remove();
        open = Optional.of(bin);
        linksLeft = bin.links().entrySet().iterator();
        intentsLeft = bin.intents().entrySet().iterator();
        links.remember(bin.end(), bin.links());
        intents.remember(bin.end(), bin.intents());
        return bin;
    }
}
