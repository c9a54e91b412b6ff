package io.teleon.policies.engine;

import io.teleon.policies.host.Input;
import io.teleon.policies.host.Output;
import io.teleon.policies.program.Declaration;
import java.util.List;
import java.util.Optional;

/// Takes in how it goes with actions, as the host says (SEMANTICS 7.2 and 7.5).
final class Reports {

    private final InstanceTable instances;
    private final Failures failures;

    Reports(InstanceTable instances, Failures failures) {
        this.instances = instances;
        this.failures = failures;
    }

    /// Empty, or why the report makes no sense.
    Optional<String> take(
            Instance instance,
            Declaration.Action action,
            Input.Progress progress,
            List<Output> results) {
        boolean durative = action.kind() == Declaration.Kind.DURATIVE;
        return switch (progress) {
            case Input.Progress.Running _ -> {
                instance.answered = true;
                if (durative && instance.state == Instance.State.STARTING) {
                    instance.state = Instance.State.RUNNING;
                }
                yield Optional.empty();
            }
            case Input.Progress.Done _ -> {
                if (durative) {
                    yield Optional.of("a durative action is never done");
                }
                instance.answered = true;
                if (instance.state == Instance.State.STARTING) {
                    instance.state = Instance.State.DONE;
                }
                yield Optional.empty();
            }
            case Input.Progress.Ended _ -> {
                if (instance.state == Instance.State.STOPPING) {
                    instances.remove(instance);
                } else if (durative) {
                    failures.failed(instance, action, "ended by itself", results);
                } else {
                    yield Optional.of("only what is being stopped ends");
                }
                yield Optional.empty();
            }
            case Input.Progress.Failed(String reason) -> {
                if (instance.state == Instance.State.STOPPING) {
                    results.add(new Output.ActionFailed(instance.instanceId(), reason));
                    instances.remove(instance);
                } else if (instance.state != Instance.State.DONE) {
                    failures.failed(instance, action, reason, results);
                } else {
                    yield Optional.of("it is done already");
                }
                yield Optional.empty();
            }
        };
    }
}
