package io.teleon.controller.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// A token that was given out, without the token.
///
/// Its text is `tln_` and 32 random octets in base64url: 256 bits that nobody guesses, so a plain
/// SHA-256 keeps them as safely as a slow hash would keep a password.
///
/// @param name of who has it, 1 to 64 letters, digits, `.`, `_`, `@` and `-`; stands in the audit
/// @param sha256 of the token's text, in lower case hexadecimal
/// @param expires from when on it is refused, if ever
public record Token(
        String name, Role role, String sha256, Instant created, Optional<Instant> expires) {

    /// Random octets in a token.
    public static final int OCTETS = 32;

    private static final String PREFIX = "tln_";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    public Token {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "token name '"
                            + name
                            + "' is not 1 to 64 letters, digits, '.', '_', '@' or '-'"
                            + " beginning with a letter or digit");
        }
        if (!HASH.matcher(sha256).matches()) {
            throw new IllegalArgumentException(
                    "hash of token '" + name + "' is not 64 lower-case hexadecimal digits");
        }
        if (expires.isPresent() && !expires.get().isAfter(created)) {
            throw new IllegalArgumentException(
                    "token '" + name + "' expires at " + expires.get() + ", not after " + created);
        }
    }

    /// The text of a token, from octets drawn for it.
    public static String text(byte[] random) {
        if (random.length != OCTETS) {
            throw new IllegalArgumentException(
                    random.length + " octets for a token, expected " + OCTETS);
        }
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /// What is kept of a token.
    public static String hash(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK knows SHA-256", e);
        }
    }

    public boolean isValidAt(Instant now) {
        return expires.isEmpty() || now.isBefore(expires.get());
    }
}
