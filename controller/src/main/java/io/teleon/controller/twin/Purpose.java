package io.teleon.controller.twin;

import io.teleon.models.network.LinkId;

/// Whom a rehearsal is for.
public sealed interface Purpose {

    /// An action that is about to be done.
    record OfAction(long id) implements Purpose {}

    /// Whoever wants to know which of the ways around a link helps most.
    record OfLink(LinkId link) implements Purpose {}
}
