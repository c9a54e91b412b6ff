package io.teleon.models.learning;

import io.teleon.models.learning.network.NetworkWeights;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/// What a forecaster knows before it sees a series: nothing, or what was learned from others. Holds
/// for one class of series; immutable.
public final class ForecastModel {

    /// Networks that speak together at most.
    public static final int MOST_NETWORKS = 8;

    private static final String SHIPPED = "shipped.forecast";

    private static final ForecastModel BASELINE =
            new ForecastModel(
                    List.of(new Entry("name", "baseline")),
                    new float[Horizons.NEAR * LinearInputs.COUNT],
                    List.of(),
                    false);

    /// A line of the card: what the model was made from, for people.
    public record Entry(String key, String value) {

        public Entry {
            if (!key.matches("[a-zA-Z][a-zA-Z0-9-]*") || value.lines().count() > 1) {
                throw new IllegalArgumentException(
                        "card entry '" + key + ": " + value + "' is not a word and one line");
            }
        }
    }

    private final List<Entry> card;
    private final float[] prior;
    private final List<NetworkWeights> networks;
    private final boolean weekly;

    /// @param prior [horizon, input] of the linear model
    ForecastModel(List<Entry> card, float[] prior, List<NetworkWeights> networks, boolean weekly) {
        this.card = List.copyOf(card);
        this.prior = prior.clone();
        this.networks = List.copyOf(networks);
        this.weekly = weekly;
        if (prior.length != Horizons.NEAR * LinearInputs.COUNT) {
            throw new IllegalArgumentException(
                    "a prior of "
                            + prior.length
                            + " numbers, not "
                            + Horizons.NEAR * LinearInputs.COUNT);
        }
        if (networks.size() > MOST_NETWORKS) {
            throw new IllegalArgumentException(
                    networks.size() + " networks are more than " + MOST_NETWORKS);
        }
        networks.forEach(ForecastModel::check);
    }

    private static void check(NetworkWeights weights) {
        if (weights.inputs() != RecurrentInputs.COUNT || weights.outputs() != QuantileHeads.COUNT) {
            throw new IllegalArgumentException(
                    "a network from "
                            + weights.inputs()
                            + " inputs to "
                            + weights.outputs()
                            + " outputs, not from "
                            + RecurrentInputs.COUNT
                            + " to "
                            + QuantileHeads.COUNT);
        }
    }

    /// Without a network and without anything learned before: what each series teaches by itself.
    public static ForecastModel baseline() {
        return BASELINE;
    }

    /// The model that comes with Teleon, learned from generated traffic.
    public static ForecastModel shipped() {
        return Shipped.MODEL;
    }

    /// For people: the card's name.
    public String name() {
        return entry("name").orElse("unnamed");
    }

    /// What it was made from and how well it did, in the order of the file.
    public List<Entry> card() {
        return card;
    }

    public Optional<String> entry(String key) {
        return card.stream().filter(entry -> entry.key().equals(key)).map(Entry::value).findFirst();
    }

    /// Whose mean is what the networks add to the linear model; none where that stands alone.
    public List<NetworkWeights> networks() {
        return networks;
    }

    /// How many numbers were learned.
    public int parameters() {
        return prior.length + networks.stream().mapToInt(NetworkWeights::count).sum();
    }

    float[] prior() {
        return prior.clone();
    }

    /// Whether networks are told the time of the week; it is not where less than two weeks taught
    /// it.
    boolean weekly() {
        return weekly;
    }

    /// Read on its first use.
    private static final class Shipped {

        private static final ForecastModel MODEL = load();

        private static ForecastModel load() {
            try (InputStream in = ForecastModel.class.getResourceAsStream(SHIPPED)) {
                if (in == null) {
                    throw new IllegalStateException("the shipped model is not in the jar");
                }
                return ModelArchive.read(SHIPPED, in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
