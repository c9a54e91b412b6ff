package io.teleon.controller.http;

import io.teleon.models.network.DatapathId;
import io.teleon.models.network.LinkId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A network that people may break, to watch it heal: there in a demo only.
public interface Playground {

    /// What people have broken and nobody has mended, oldest first.
    List<Broken> broken();

    /// Does something to the network.
    ///
    /// @return why not, where it cannot be done
    CompletableFuture<Optional<String>> play(Trick trick);

    /// What people may do to it.
    sealed interface Trick {

        /// Something done to a link.
        sealed interface OfLink extends Trick {

            /// Which direction of it; a cut takes both.
            LinkId link();
        }

        /// Something that the host of a switch does.
        sealed interface OfHost extends Trick {

            /// The switch at which it is plugged in.
            DatapathId node();
        }

        /// Both directions of the link are cut.
        record Cut(LinkId link) implements OfLink {}

        /// A direction loses a share of its packets without a word.
        record Lose(LinkId link, double share) implements OfLink {
            public Lose {
                if (!(share > 0) || share > 1) {
                    throw new IllegalArgumentException(share + " is not above 0 and at most 1");
                }
            }
        }

        /// What is sent by the link grows until it asks for this share of its capacity, within some
        /// minutes, stays and goes back.
        record Surge(LinkId link, double load, Duration rise, Duration hold) implements OfLink {
            public Surge {
                if (!(load > 0) || load > 5) {
                    throw new IllegalArgumentException(load + " is not above 0 and at most 5");
                }
                if (!rise.isPositive() || hold.isNegative()) {
                    throw new IllegalArgumentException(
                            "rises in " + rise + " and holds for " + hold + ", expected above 0 s");
                }
            }
        }

        /// Whatever people did to the link is over.
        record Mend(LinkId link) implements OfLink {}

        /// The host asks for one address after the other, whoever may have it.
        record Scan(DatapathId node) implements OfHost {}

        /// The host does so no more.
        record Calm(DatapathId node) implements OfHost {}
    }

    /// @param place where it is
    /// @param what in a word: `cut`, `loss`, `surge`, `scan`
    /// @param text for people
    record Broken(Place place, String what, String text, Instant since) {}

    /// Where something was broken.
    sealed interface Place {

        record AtLink(LinkId link) implements Place {}

        /// @param node the switch at which the host is plugged in
        record AtHost(DatapathId node) implements Place {}
    }
}
