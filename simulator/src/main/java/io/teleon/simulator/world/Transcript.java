package io.teleon.simulator.world;

import io.teleon.simulator.time.VirtualTime;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;

/// What happened in a run, line by line: virtual seconds, who, what. The same seed gives the same
/// lines, byte for byte, in any process; the SHA-256 over them stands for the run.
///
/// Lines are handed on and not kept.
public final class Transcript {

    private static final int WHO_WIDTH = 12;
    private static final long NANOS_PER_MICRO = 1_000;
    private static final long MICROS_PER_SECOND = 1_000_000;

    private final VirtualTime time;
    private final Consumer<String> reader;
    private final MessageDigest digest;
    private long lineCount;

    /// @param reader receives every line, without its end
    public Transcript(VirtualTime time, Consumer<String> reader) {
        this.time = time;
        this.reader = reader;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public void line(String who, String what) {
        StringBuilder line = new StringBuilder(16 + WHO_WIDTH + what.length());
        appendSeconds(line, time.nowNanos());
        line.append("  ").append(who);
        for (int i = who.length(); i < WHO_WIDTH; i++) {
            line.append(' ');
        }
        line.append(' ').append(what);
        String text = line.toString();
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
        lineCount++;
        reader.accept(text);
    }

    private static void appendSeconds(StringBuilder line, long nanos) {
        long micros = nanos / NANOS_PER_MICRO;
        String whole = Long.toString(micros / MICROS_PER_SECOND);
        line.repeat(' ', Math.max(0, 6 - whole.length())).append(whole).append('.');
        String rest = Long.toString(micros % MICROS_PER_SECOND);
        line.repeat('0', 6 - rest.length()).append(rest);
    }

    public long lineCount() {
        return lineCount;
    }

    /// Of the lines so far, in hexadecimal.
    public String sha256() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this platform's SHA-256 cannot be read midway", e);
        }
    }
}
