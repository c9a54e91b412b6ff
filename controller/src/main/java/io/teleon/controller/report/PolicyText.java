package io.teleon.controller.report;

import io.teleon.policies.syntax.Source;

/// A program that runs, as it is written.
///
/// @param name of its policy
public record PolicyText(String name, String text) {

    public Source source() {
        return new Source(name + ".tr", text);
    }
}
