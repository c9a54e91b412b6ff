package io.teleon.controller.intent;

import io.teleon.models.network.LinkId;
import java.util.List;

/// Which path an intent should go by. Only what it names decides; where that cannot be had, it is
/// the lightest path there is, until it can.
sealed interface PathWish {

    PathWish LIGHTEST = new Lightest();

    /// Nobody has a wish.
    record Lightest() implements PathWish {}

    /// A program wants exactly this path.
    record Steered(List<LinkId> path) implements PathWish {

        public Steered {
            path = List.copyOf(path);
        }
    }

    /// A person wants the lightest path that keeps off these links, and programs have no say.
    record Held(List<LinkId> avoid) implements PathWish {

        public Held {
            avoid = List.copyOf(avoid);
        }
    }
}
