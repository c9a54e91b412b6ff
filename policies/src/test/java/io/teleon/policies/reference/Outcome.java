package io.teleon.policies.reference;

import io.teleon.policies.host.Output;
import java.util.ArrayList;
import java.util.List;

/// The outputs of an epoch, in the order of SEMANTICS 4.6.
final class Outcome {

    final List<Output> rejections = new ArrayList<>();
    final List<Output> tasks = new ArrayList<>();
    final List<Output> effects = new ArrayList<>();
    final List<Output> stops = new ArrayList<>();
    final List<Output> modifications = new ArrayList<>();
    final List<Output> starts = new ArrayList<>();
    final List<Output> questions = new ArrayList<>();
    final List<Output> notices = new ArrayList<>();
    final List<Output> alerts = new ArrayList<>();
    boolean disturbed;

    List<Output> all() {
        List<Output> all = new ArrayList<>();
        List.of(
                        rejections,
                        tasks,
                        effects,
                        stops,
                        modifications,
                        starts,
                        questions,
                        notices,
                        alerts)
                .forEach(all::addAll);
        return all;
    }
}
