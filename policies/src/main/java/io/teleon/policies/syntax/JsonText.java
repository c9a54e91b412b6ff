package io.teleon.policies.syntax;

import java.util.ArrayDeque;
import java.util.Deque;

/// Writes JSON (RFC 8259) piece by piece, indented by two blanks. Whoever calls keeps the order:
/// names in objects only, each followed by its value.
final class JsonText {

    private final StringBuilder out = new StringBuilder();
    private final Deque<Boolean> empty = new ArrayDeque<>();
    private boolean named;

    JsonText open(char bracket) {
        place();
        out.append(bracket);
        empty.push(true);
        return this;
    }

    JsonText close(char bracket) {
        boolean nothing = empty.pop();
        if (!nothing) {
            line();
        }
        out.append(bracket);
        return this;
    }

    JsonText name(String name) {
        place();
        quoted(name);
        out.append(": ");
        named = true;
        return this;
    }

    JsonText text(String text) {
        place();
        quoted(text);
        return this;
    }

    JsonText number(long number) {
        place();
        out.append(number);
        return this;
    }

    private void place() {
        if (named) {
            named = false;
            return;
        }
        if (!empty.isEmpty()) {
            if (!empty.pop()) {
                out.append(',');
            }
            empty.push(false);
            line();
        }
    }

    private void line() {
        out.append('\n').append("  ".repeat(empty.size()));
    }

    private void quoted(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    // A lone surrogate has no UTF-8, so it is escaped like a control character.
                    if (c < ' ' || (Character.isSurrogate(c) && !isPaired(text, i))) {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static boolean isPaired(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }

    @Override
    public String toString() {
        return out + "\n";
    }
}
