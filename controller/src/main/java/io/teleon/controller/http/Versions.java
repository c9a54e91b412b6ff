package io.teleon.controller.http;

import com.google.common.hash.Hashing;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpHeaderNames;
import io.teleon.controller.report.ControllerView;
import io.teleon.controller.report.ControllerView.IntentView;
import io.teleon.models.intent.IntentId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// Entity tags (RFC 9110 section 8.8.3): that what a caller decides upon is what is there.
///
/// The tag of an intent changes with what a person would decide upon: what is asked, its installed
/// state, its path and who has a say on it. It does not change with what is measured. It is
/// compared with the newest view, which shows every change that was answered before.
final class Versions {

    private static final int DIGITS = 16;

    private Versions() {}

    static String of(IntentView view) {
        return of(
                view.serial()
                        + "|"
                        + view.intent()
                        + "|"
                        + view.state()
                        + "|"
                        + view.since()
                        + "|"
                        + view.path()
                        + "|"
                        + view.steered()
                        + "|"
                        + view.heldByPerson()
                        + "|"
                        + view.limit());
    }

    /// The tag of a text.
    static String of(String text) {
        String hash = Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString();
        return "\"" + hash.substring(0, DIGITS) + "\"";
    }

    /// Refuses what was decided upon another state than the one there is.
    static void requireMatch(AggregatedHttpRequest request, ControllerView view, IntentId id) {
        Optional<String> present =
                view.intents().stream()
                        .filter(intent -> intent.intent().id().equals(id))
                        .findFirst()
                        .map(Versions::of);
        requireMatch(request, present, "intent " + id);
    }

    static void requireMatch(AggregatedHttpRequest request, Optional<String> present, String what) {
        String wanted = request.headers().get(HttpHeaderNames.IF_MATCH);
        if (wanted == null) {
            return;
        }
        boolean fits =
                wanted.strip().equals("*")
                        ? present.isPresent()
                        : Arrays.stream(wanted.split(",", -1))
                                .map(String::strip)
                                .anyMatch(tag -> present.equals(Optional.of(tag)));
        if (!fits) {
            throw Problem.changedMeanwhile(
                    what
                            + (present.isPresent()
                                    ? " changed meanwhile, its version is " + present.get()
                                    : " is not there"),
                    present);
        }
    }
}
