package io.teleon.controller.packet;

import io.teleon.controller.openflow.Octets;
import io.teleon.models.network.ConnectPoint;
import java.time.Instant;

public record DiscoverySeal(Octets key) {
    public sealed interface Opened {
        record Genuine(ConnectPoint source, Instant sentAt, long nonce) implements Opened {}

        record Forged(String reason) implements Opened {}

        record Expired() implements Opened {}

        record NotOurs() implements Opened {}
    }

    public Octets seal(ConnectPoint source, long nonce, Instant now) {
        return Octets.EMPTY;
    }

    public Opened open(Octets frame, Instant now) {
        return new Opened.NotOurs();
    }
}
