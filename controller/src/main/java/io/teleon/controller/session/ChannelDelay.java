package io.teleon.controller.session;

import java.time.Duration;

/// What a control channel takes one way: half of what an echo takes there and back. Where one
/// direction is slower than the other for good, an echo cannot tell.
///
/// @param error by which a single message may be off, as echoes differed lately
public record ChannelDelay(Duration oneWay, Duration error) {}
