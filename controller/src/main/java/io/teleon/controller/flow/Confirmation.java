package io.teleon.controller.flow;

import io.teleon.models.network.DatapathId;

/// Something that becomes true once every switch concerned has answered the barrier behind it.
public sealed interface Confirmation {

    /// The tables of a switch that just connected were compared and mended.
    record SwitchCompared(DatapathId datapath) implements Confirmation {}

    /// The transit rules of a tunnel are in place.
    record TunnelWritten(int tunnel) implements Confirmation {}

    /// The transit rules of a tunnel are gone; its tag may be used again.
    record TunnelErased(int tunnel) implements Confirmation {}

    /// No switch sends packets into a tunnel any more that nobody uses.
    record TunnelLeft(int tunnel) implements Confirmation {}

    /// The ingress of an intent, and the tunnel behind it, are in place.
    ///
    /// @param change which change of the intent this is, so that one overtaken by another is told
    ///   apart
    record IntentWritten(int intent, int change) implements Confirmation {}

    /// The rule of a containment is in place.
    record ContainmentWritten(int containment) implements Confirmation {}

    /// The rule of a containment is gone.
    record ContainmentErased(int containment) implements Confirmation {}

    /// Every rule of an intent is gone.
    record IntentErased(int intent, int change) implements Confirmation {}
}
