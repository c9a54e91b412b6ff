package io.teleon.controller.cli;

import io.teleon.models.learning.Evaluation;
import io.teleon.models.learning.EvaluationRow;
import io.teleon.models.learning.ForecastModel;
import io.teleon.models.learning.NetworkTrainer;
import io.teleon.models.learning.network.Architecture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The models that `teleon forecast evaluate` compares, by their names: baselines, networks on the
/// engine and, as `...-java`, on the Java kernel, and the ensemble.
final class EvaluatedModels {

    static final String STANDARD = "standard";

    private static final String ALL = "all";
    private static final String ENSEMBLE = "ensemble";
    private static final String NAMING = "ensemble:";
    private static final String ON_KERNEL = "-java";

    private final Evaluation evaluation;
    private final Optional<NetworkTrainer> engine;
    private final Optional<TrainedNetworks> trained;
    private final ForecastModel given;
    private final List<Architecture> together;

    /// @param trained empty where nothing is to be trained
    /// @param given what stands in for it then
    /// @param together the networks of the ensemble
    EvaluatedModels(
            Evaluation evaluation,
            Optional<NetworkTrainer> engine,
            Optional<TrainedNetworks> trained,
            ForecastModel given,
            List<Architecture> together) {
        this.evaluation = evaluation;
        this.engine = engine;
        this.trained = trained;
        this.given = given;
        this.together = together;
    }

    /// What is asked for, in the order of rows.
    ///
    /// @throws IllegalArgumentException naming what there is not
    static List<String> names(List<String> asked) {
        List<String> family = new ArrayList<>();
        for (String word : ForecastTraining.words()) {
            family.add(word);
            family.add(word + ON_KERNEL);
        }
        List<String> known = new ArrayList<>(Evaluation.BASELINES);
        known.addAll(family);
        known.add(ENSEMBLE);
        List<String> names = new ArrayList<>();
        for (String name : asked) {
            switch (name) {
                case ALL -> names.addAll(known);
                case STANDARD -> {
                    names.addAll(Evaluation.BASELINES);
                    names.addAll(List.of("lstm", "lstm-java", ENSEMBLE));
                }
                default -> {
                    if (!known.contains(name) && together(name).isEmpty()) {
                        throw new IllegalArgumentException(
                                "--models '"
                                        + name
                                        + "' is not one of "
                                        + known
                                        + ", standard, all or ensemble:NETWORK+NETWORK...");
                    }
                    names.add(name);
                }
            }
        }
        return names.stream().distinct().toList();
    }

    /// The networks of an ensemble that names them.
    private static Optional<List<Architecture>> together(String name) {
        if (!name.startsWith(NAMING)) {
            return Optional.empty();
        }
        List<Optional<Architecture>> named =
                Stream.of(name.substring(NAMING.length()).split("\\+", -1))
                        .map(Architecture::named)
                        .toList();
        return named.size() > ForecastModel.MOST_NETWORKS
                        || named.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : Optional.of(named.stream().map(Optional::orElseThrow).toList());
    }

    /// The model of the ensemble.
    TrainedNetworks.Learned model() {
        return trained.map(networks -> networks.model("own", together))
                .orElseGet(() -> new TrainedNetworks.Learned(given, Double.NaN));
    }

    /// None where a model cannot be had.
    List<EvaluationRow> rows(String name) {
        if (Evaluation.BASELINES.contains(name)) {
            return evaluation.baseline(name);
        }
        if (name.equals(ENSEMBLE)) {
            TrainedNetworks.Learned learned = model();
            return evaluation.ensemble(name, learned.model(), learned.seconds());
        }
        Optional<List<Architecture>> others = together(name);
        if (others.isPresent()) {
            return trained.map(networks -> networks.model(name, others.get()))
                    .map(one -> evaluation.ensemble(name, one.model(), one.seconds()))
                    .orElse(List.of());
        }
        boolean onKernel = name.endsWith(ON_KERNEL);
        String word = onKernel ? name.substring(0, name.length() - ON_KERNEL.length()) : name;
        Architecture architecture = Architecture.named(word).orElseThrow();
        if (!onKernel && engine.isEmpty()) {
            return List.of();
        }
        Optional<TrainedNetworks.Learned> learned = alone(architecture);
        return learned.map(one ->
                        evaluation.networks(
                                name,
                                one.model(),
                                one.seconds(),
                                onKernel ? Optional.empty() : engine))
                .orElse(List.of());
    }

    private Optional<TrainedNetworks.Learned> alone(Architecture architecture) {
        if (trained.isPresent()) {
            return Optional.of(trained.get().model(architecture.word(), List.of(architecture)));
        }
        boolean same =
                given.networks().size() == 1
                        && given.networks().getFirst().architecture() == architecture;
        return same
                ? Optional.of(new TrainedNetworks.Learned(given, Double.NaN))
                : Optional.empty();
    }
}
