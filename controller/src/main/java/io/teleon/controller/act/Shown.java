package io.teleon.controller.act;

import io.teleon.models.network.Bandwidth;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Type;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Arguments of actions as people read them: rates with their unit.
final class Shown {

    private Shown() {}

    static List<String> arguments(Optional<Declaration.Action> action, List<Value> arguments) {
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            Value value = arguments.get(i);
            boolean isRate =
                    action.isPresent()
                            && i < action.get().parameters().size()
                            && action.get().parameters().get(i).type().equals(Type.BANDWIDTH);
            shown.add(
                    isRate && value instanceof Value.Quantity(double amount)
                            ? rate(amount)
                            : value.shown());
        }
        return shown;
    }

    private static String rate(double bitsPerSecond) {
        return (bitsPerSecond < 0 ? "-" : "") + new Bandwidth(Math.abs(bitsPerSecond));
    }
}
