package io.teleon.models.traffic;

import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.LinkId;

/// What a link has to do with.
///
/// @param arriving what is sent into it
/// @param carried what it takes in, at most its capacity
/// @param loss the share of what arrives that does not come out at the other end, for the overload
///   and by itself
/// @param utilisation what is carried by capacity, 0 to 1
public record LinkLoad(
        LinkId link, Bandwidth arriving, Bandwidth carried, double loss, double utilisation) {}
