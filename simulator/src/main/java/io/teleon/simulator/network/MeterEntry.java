package io.teleon.simulator.network;

import io.teleon.controller.openflow.MeterMod;
import io.teleon.controller.openflow.MeterMod.Band;
import io.teleon.controller.openflow.MultipartReply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An installed meter (OpenFlow 1.3.5 section 5.7): a token bucket for each band. Owned by its
/// switch.
///
/// The band that acts is the one of the highest rate among those whose rate is exceeded. A band
/// without a burst size may burst for one second at its rate; the standard leaves that open.
public final class MeterEntry implements Counted {

    private static final double BITS_PER_OCTET = 8;
    private static final double BITS_PER_KILOBIT = 1e3;

    private final int id;
    private final Instant installed;
    private final Counter counter = new Counter();
    private Set<MeterMod.Flag> flags;
    private List<BandState> bands;

    MeterEntry(MeterMod add, Instant now) {
        this.id = add.meterId();
        this.installed = now;
        this.flags = add.flags();
        this.bands = states(add, now);
    }

    public int id() {
        return id;
    }

    public Set<MeterMod.Flag> flags() {
        return flags;
    }

    public List<Band> bands() {
        return bands.stream().map(state -> state.band).toList();
    }

    /// The most fluid traffic that passes, in bit/s: what its lowest dropping band allows. Infinite
    /// where none drops.
    public double mostBitsPerSecond() {
        double unit =
                flags.contains(MeterMod.Flag.PKTPS)
                        ? VirtualHost.FLUID_PACKET_OCTETS * BITS_PER_OCTET
                        : BITS_PER_KILOBIT;
        return bands().stream()
                .filter(Band.Drop.class::isInstance)
                .mapToDouble(band -> Integer.toUnsignedLong(band.rate()) * unit)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    /// Counts fluid traffic that its lowest dropping band dropped.
    public void creditDropped(double packets, double bytes) {
        Optional<BandState> lowest =
                bands.stream()
                        .filter(state -> state.band instanceof Band.Drop)
                        .min(
                                Comparator.comparingLong(
                                        state -> Integer.toUnsignedLong(state.band.rate())));
        lowest.ifPresent(state -> state.counter.add(packets, bytes));
    }

    void modify(MeterMod modify, Instant now) {
        flags = modify.flags();
        bands = states(modify, now);
    }

    private static List<BandState> states(MeterMod mod, Instant now) {
        boolean inPackets = mod.flags().contains(MeterMod.Flag.PKTPS);
        boolean hasBurst = mod.flags().contains(MeterMod.Flag.BURST);
        List<BandState> states = new ArrayList<>();
        for (Band band : mod.bands()) {
            states.add(new BandState(band, inPackets, hasBurst, now));
        }
        return states;
    }

    /// Meters one packet: the band that it exceeds, if there is one.
    Optional<Band> meter(int bytes, Instant now) {
        Optional<BandState> exceeded = Optional.empty();
        for (BandState state : bands) {
            if (!state.takes(bytes, now)
                    && (exceeded.isEmpty()
                            || Integer.compareUnsigned(
                                            state.band.rate(), exceeded.get().band.rate())
                                    > 0)) {
                exceeded = Optional.of(state);
            }
        }
        exceeded.ifPresent(state -> state.counter.add(1, bytes));
        return exceeded.map(state -> state.band);
    }

    @Override
    public void credit(double packets, double bytes, Instant now) {
        counter.add(packets, bytes);
    }

    /// Counts fluid traffic that a band dropped or remarked.
    ///
    /// @param band its place in [#bands]
    public void creditBand(int band, double packets, double bytes) {
        bands.get(band).counter.add(packets, bytes);
    }

    MultipartReply.MeterEntry description() {
        return new MultipartReply.MeterEntry(id, flags, bands());
    }

    MultipartReply.MeterCounters statistics(int flows, Instant now) {
        return new MultipartReply.MeterCounters(
                id,
                flows,
                counter.packets(),
                counter.bytes(),
                Duration.between(installed, now),
                bands.stream()
                        .map(state ->
                                new MultipartReply.BandCounters(
                                        state.counter.packets(), state.counter.bytes()))
                        .toList());
    }

    /// A band and what is left in its bucket, in bits or packets.
    private static final class BandState {

        private final Band band;
        private final Counter counter = new Counter();
        private final boolean inPackets;
        private final double unitsPerSecond;
        private final double capacity;
        private double tokens;
        private Instant filled;

        BandState(Band band, boolean inPackets, boolean hasBurst, Instant now) {
            this.band = band;
            this.inPackets = inPackets;
            double unit = inPackets ? 1 : 1000;
            this.unitsPerSecond = Integer.toUnsignedLong(band.rate()) * unit;
            this.capacity =
                    hasBurst && band.burst() != 0
                            ? Integer.toUnsignedLong(band.burst()) * unit
                            : unitsPerSecond;
            this.tokens = capacity;
            this.filled = now;
        }

        boolean takes(int bytes, Instant now) {
            if (now.isAfter(filled)) {
                double seconds = Duration.between(filled, now).toNanos() / 1e9;
                tokens = Math.min(capacity, tokens + seconds * unitsPerSecond);
                filled = now;
            }
            double cost = inPackets ? 1 : bytes * 8.0;
            if (tokens < cost) {
                return false;
            }
            tokens -= cost;
            return true;
        }
    }
}
