package io.teleon.policies.trt;

import io.teleon.policies.host.InstanceId;
import io.teleon.policies.host.Output;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Value;
import io.teleon.policies.syntax.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What came to pass in a test.
final class Timeline {

    record Fired(Name procedure, List<Value> arguments, String label) {}

    record InForce(InstanceId instance, List<Value> arguments) {}

    /// After one epoch.
    ///
    /// @param holding claims about conditions that were true
    record Moment(
            Duration at,
            List<Output> outputs,
            List<Fired> firing,
            List<InForce> inForce,
            Set<Span> holding) {}

    private final List<Moment> moments = new ArrayList<>();

    void add(Moment moment) {
        moments.add(moment);
    }

    int epochs() {
        return moments.size();
    }

    /// Those from one time to another, both included.
    List<Moment> between(Duration from, Duration to) {
        return moments.stream()
                .filter(m -> m.at().compareTo(from) >= 0 && m.at().compareTo(to) <= 0)
                .toList();
    }

    /// The states that were there from one time to another: also that of the last epoch before. Of
    /// several epochs at one time the last counts.
    List<Moment> states(Duration from, Duration to) {
        List<Moment> states = new ArrayList<>();
        for (int i = 0; i < moments.size(); i++) {
            Moment moment = moments.get(i);
            boolean last =
                    i + 1 == moments.size() || moments.get(i + 1).at().compareTo(moment.at()) > 0;
            if (!last || moment.at().compareTo(to) > 0) {
                continue;
            }
            if (moment.at().compareTo(from) <= 0) {
                states.clear();
            }
            states.add(moment);
        }
        return states;
    }
}
