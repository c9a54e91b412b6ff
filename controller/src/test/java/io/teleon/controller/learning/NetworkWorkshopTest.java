package io.teleon.controller.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.models.learning.ForecastModel;
import io.teleon.models.learning.ForecastTrainer;
import io.teleon.models.learning.NetworkTrainer;
import io.teleon.models.learning.TrainingSettings;
import io.teleon.models.learning.djl.DjlTrainer;
import io.teleon.models.learning.network.Architecture;
import io.teleon.models.learning.upkeep.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// With the real engine, on drawn traffic and with a small network.
class NetworkWorkshopTest {

    private static final ForecastTrainer.Data DATA =
            ForecastTrainer.generated(5, new ForecastTrainer.Size(10, 3, 1));
    private static final Trial.Span SPAN =
            new Trial.Span(
                    IntStream.range(0, 10).mapToObj(i -> "s" + i).toList(),
                    DATA.values(),
                    DATA.start(),
                    DATA.step(),
                    3 * 288);
    private static final TrainingSettings SMALL =
            TrainingSettings.standard().withHidden(8).withEpochs(3);

    private final List<ForecastModel> stored = new ArrayList<>();

    private LearnReport carriedOut(Supplier<NetworkTrainer> trainer) {
        return new NetworkWorkshop(trainer, stored::add, () -> 0)
                .carryOut(
                        new LearnOrder.Challenge(
                                7,
                                "own",
                                List.of(SPAN, SPAN),
                                ForecastModel.baseline(),
                                List.of(Architecture.GRU),
                                SMALL));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void aChallengerThatWonIsStoredAndHasSeenEverything() {
        LearnReport.Tried tried =
                assertInstanceOf(LearnReport.Tried.class, carriedOut(DjlTrainer::start));

        assertEquals(7, tried.number());
        assertEquals("GRU of 8 cells over a linear model", tried.model().entry("kind").orElse(""));
        assertEquals(tried.won() ? List.of(tried.model()) : List.of(), stored);
        assertTrue(tried.gain() > 0, "it knows more than nothing: " + tried.gain());
        assertEquals(2, tried.ready().size());
        assertEquals(
                DATA.start().plus(Duration.ofDays(4)),
                tried.ready().getFirst().latest("s3").orElseThrow().at());
    }

    @Test
    void withoutAnEngineItSaysSo() {
        LearnReport.Failed failed =
                assertInstanceOf(
                        LearnReport.Failed.class,
                        carriedOut(() -> {
                            throw new IllegalStateException("no engine here");
                        }));

        assertTrue(failed.reason().contains("no engine here"), failed.reason());
        assertEquals(List.of(), stored);
    }

    @Test
    void aModelOfBeforeSeesWhatItMissed() {
        LearnReport report =
                new NetworkWorkshop(DjlTrainer::start, stored::add, () -> 0)
                        .carryOut(
                                new LearnOrder.Warm(
                                        3, ForecastModel.shipped(), "back", List.of(SPAN)));
        LearnReport.Warmed warmed = assertInstanceOf(LearnReport.Warmed.class, report);

        assertEquals(warmed.seenTo(), warmed.ready().getFirst().latest("s0").orElseThrow().at());
    }
}
