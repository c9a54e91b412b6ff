package io.teleon.controller.act;

import io.teleon.controller.report.ActionView.Foreseen;
import io.teleon.controller.report.ActionView.TwinView;
import io.teleon.policies.host.Explanation;
import java.util.List;
import java.util.Optional;

/// What an action that was carried out stood on when that was decided: remembered so that it can
/// still be told after a restart.
public record ActionReasons(
        Optional<Explanation> explanation,
        Optional<Foreseen> foreseen,
        Optional<TwinView> twin,
        List<String> diff) {

    public ActionReasons {
        diff = List.copyOf(diff);
    }
}
