package io.teleon.controller.containment;

import java.util.Locale;

/// How much of what a host sends is kept back.
public enum Extent {
    /// Its questions for others (ARP, RFC 826) go where intents lead them, and to nobody else: the
    /// controller neither hears them nor passes them on. What its intents carry goes on.
    QUESTIONS,
    /// Everything it sends.
    EVERYTHING;

    /// The name in lower case.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException where it is not the text of an extent
    public static Extent parse(String text) {
        for (Extent extent : values()) {
            if (extent.text().equals(text)) {
                return extent;
            }
        }
        throw new IllegalArgumentException(
                "extent '" + text + "' is neither questions nor everything");
    }
}
