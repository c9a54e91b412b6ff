package io.teleon.controller.incident;

import io.teleon.controller.incident.Trouble.Mark;
import io.teleon.models.intent.IntentId;
import java.util.List;

/// Something seen that bears on incidents. Texts are lines for people.
public sealed interface Sign {

    String text();

    /// A trouble begins.
    ///
    /// @param element that it is about
    /// @param within elements that this one hangs on: where one of them is in trouble itself, this
    ///   belongs to that one's incident
    /// @param users intents that went by it when it broke
    record Broke(
            Element element, Mark mark, List<Element> within, List<IntentId> users, String text)
            implements Sign {

        public Broke {
            within = List.copyOf(within);
            users = List.copyOf(users);
        }
    }

    /// A trouble is over.
    record Mended(Mark mark, String text) implements Sign {}

    /// Something else that may have to do with an element in trouble.
    ///
    /// @param about the elements it may belong to, the nearest first
    record Noted(List<Element> about, String text) implements Sign {

        public Noted {
            about = List.copyOf(about);
        }
    }

    /// How an intent fares now.
    ///
    /// @param way the elements it goes by
    record Fared(IntentId intent, Fare fare, List<Element> way, String text) implements Sign {

        public Fared {
            way = List.copyOf(way);
        }
    }

    /// What is known of an intent: of the first four each takes the place of the other, and so does
    /// each of the last three.
    enum Fare {
        /// It is being led another way.
        MOVING,
        SERVED,
        FAILED,
        PARKED,
        DEGRADED,
        NOT_FULFILLED,
        FULFILLED,
        /// It is being withdrawn.
        GONE
    }

    /// An action has come so far.
    ///
    /// @param about the elements its target belongs to, the nearest first
    record Acted(long action, List<Element> about, String text) implements Sign {

        public Acted {
            about = List.copyOf(about);
        }
    }
}
