package io.teleon.controller.access;

import io.teleon.models.config.Default;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The tokens that were given out and not revoked, in the order of their making. No two have one
/// name, so that the audit tells them apart. Bounded by [#MAX]: one more is refused.
public record TokenList(@Default("[]") List<Token> tokens) {

    public static final int MAX = 1_000;

    public static final TokenList EMPTY = new TokenList(List.of());

    public TokenList {
        tokens = List.copyOf(tokens);
        if (tokens.size() > MAX) {
            throw new IllegalArgumentException(tokens.size() + " tokens, above " + MAX);
        }
        List<String> names = tokens.stream().map(Token::name).distinct().toList();
        if (names.size() < tokens.size()) {
            throw new IllegalArgumentException("two tokens have the same name");
        }
    }

    /// The token of this text, if it was given out and is valid.
    public Optional<Token> find(String text, Instant now) {
        String hash = Token.hash(text);
        return tokens.stream()
                .filter(token -> token.sha256().equals(hash))
                .filter(token -> token.isValidAt(now))
                .findFirst();
    }

    public Optional<Token> named(String name) {
        return tokens.stream().filter(token -> token.name().equals(name)).findFirst();
    }

    /// @throws IllegalArgumentException where its name is taken, or there are too many
    public TokenList with(Token token) {
        if (named(token.name()).isPresent()) {
            throw new IllegalArgumentException("there is a token '" + token.name() + "' already");
        }
        List<Token> more = new ArrayList<>(tokens);
        more.add(token);
        return new TokenList(more);
    }

    public TokenList without(String name) {
        return new TokenList(tokens.stream().filter(token -> !token.name().equals(name)).toList());
    }
}
