package io.teleon.controller.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/// One decision, sealed into the chain.
///
/// The hash is SHA-256, in lower case hexadecimal, of a text in ASCII, one line for each of:
/// `teleon-audit-1`, the sequence number, the time ([Instant#toString]), actor, kind, subject, the
/// number of pieces of evidence, the name and the value of each in their order, the hash before.
/// Every line, the last too, ends with a line feed. Within a line a backslash and every character
/// outside space to tilde is written as a backslash, `u` and the four hexadecimal digits, in lower
/// case, of each of its UTF-16 code units. So no two records have one text, and anybody can check
/// the chain with what every system has.
///
/// The record itself does not insist that its hash fits: what was read from a file that somebody
/// touched must be there to be judged. See [ChainCheck].
///
/// @param sequence consecutive from 1
/// @param actor who decided: a person's name, [#UNNAMED] where it is not known, `controller`, or
///   the rule of a program, `congestion.relieve.move`
/// @param subject what it is about, in its text form: an intent, a link, an action
/// @param evidence what it stood on and what it says, at most [#MAX_EVIDENCE]
/// @param previousHash that of the record before; 64 zeros before the first
public record AuditRecord(
        long sequence,
        Instant at,
        String actor,
        Kind kind,
        String subject,
        List<Evidence> evidence,
        String previousHash,
        String hash) {

    /// A person or program outside of which no more is known than that it was let in.
    public static final String UNNAMED = "unnamed";

    /// The controller itself, where no rule of a program made it.
    public static final String CONTROLLER = "controller";

    public static final int MAX_ACTOR = 200;
    public static final int MAX_SUBJECT = 500;
    public static final int MAX_EVIDENCE = 64;

    static final int HASH_LENGTH = 64;
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{" + HASH_LENGTH + "}");
    private static final String FORM = "teleon-audit-1";

    /// What was decided.
    public enum Kind {
        /// The controller started; how much it remembered.
        STARTED,
        /// Somebody asked and it was accepted: the evidence says what.
        ASKED,
        /// A step in the life of an action of a program.
        ACTION,
        /// A switch of the autonomy was thrown by a program or by itself: never by a person, that
        /// is asked.
        AUTONOMY,
        /// A program asked people, or its question lapsed.
        APPROVAL,
        /// Programs were loaded or exchanged.
        POLICY,
        /// A forecast lost its licence to be acted on, or gained it.
        LICENCE,
        /// Whether an intent is met changed.
        FULFILMENT,
        /// An incident was opened or closed.
        INCIDENT
    }

    public AuditRecord {
        if (sequence < 1) {
            throw new IllegalArgumentException("sequence " + sequence + " is below 1");
        }
        requireAtMost("actor", actor, MAX_ACTOR);
        requireAtMost("subject", subject, MAX_SUBJECT);
        evidence = List.copyOf(evidence);
        if (evidence.size() > MAX_EVIDENCE) {
            throw new IllegalArgumentException(
                    evidence.size() + " pieces of evidence, above " + MAX_EVIDENCE);
        }
        requireHash(previousHash);
        requireHash(hash);
    }

    /// The record with its hash.
    static AuditRecord sealed(
            ChainPoint after,
            Instant at,
            String actor,
            Kind kind,
            String subject,
            List<Evidence> evidence) {
        long sequence = after.sequence() + 1;
        return new AuditRecord(
                sequence,
                at,
                actor,
                kind,
                subject,
                evidence,
                after.hash(),
                digest(canonical(sequence, at, actor, kind, subject, evidence, after.hash())));
    }

    /// Whether the hash is that of the content.
    public boolean isIntact() {
        return hash.equals(digest(canonical()));
    }

    /// The text that is hashed.
    public String canonical() {
        return canonical(sequence, at, actor, kind, subject, evidence, previousHash);
    }

    private static String canonical(
            long sequence,
            Instant at,
            String actor,
            Kind kind,
            String subject,
            List<Evidence> evidence,
            String previousHash) {
        StringBuilder text = new StringBuilder(512);
        line(text, FORM);
        line(text, Long.toString(sequence));
        line(text, at.toString());
        line(text, actor);
        line(text, kind.name());
        line(text, subject);
        line(text, Integer.toString(evidence.size()));
        for (Evidence one : evidence) {
            line(text, one.name());
            line(text, one.value());
        }
        line(text, previousHash);
        return text.toString();
    }

    private static void line(StringBuilder text, String content) {
        for (int i = 0; i < content.length(); i++) {
            char unit = content.charAt(i);
            if (unit >= ' ' && unit <= '~' && unit != '\\') {
                text.append(unit);
            } else {
                text.append("\\u").append(HexFormat.of().toHexDigits(unit));
            }
        }
        text.append('\n');
    }

    private static String digest(String canonical) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(sha.digest(canonical.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static void requireAtMost(String what, String text, int most) {
        if (text.length() > most) {
            throw new IllegalArgumentException(
                    what + " has " + text.length() + " characters, above " + most);
        }
    }

    static void requireHash(String hash) {
        if (!HASH.matcher(hash).matches()) {
            throw new IllegalArgumentException(
                    "hash '" + cut(hash, HASH_LENGTH) + "' is not 64 hexadecimal digits");
        }
    }

    /// At most so many characters, the last of them telling that there were more.
    static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
