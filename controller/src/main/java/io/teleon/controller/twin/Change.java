package io.teleon.controller.twin;

import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.LinkId;
import java.util.List;
import java.util.Optional;

/// What becomes of one demand.
///
/// @param demand its position in [TwinNetwork#demands]
/// @param path the whole path it takes then, checked; empty for no way
/// @param limit the limit it has then
record Change(int demand, List<LinkId> path, Optional<Bandwidth> limit) {}
