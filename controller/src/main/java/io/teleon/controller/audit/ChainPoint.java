package io.teleon.controller.audit;

/// A place in the chain: behind the record with this sequence number and hash.
///
/// @param sequence 0 before the first record
public record ChainPoint(long sequence, String hash) {

    /// Before the first record.
    public static final ChainPoint START = new ChainPoint(0, "0".repeat(AuditRecord.HASH_LENGTH));

    public ChainPoint {
        if (sequence < 0) {
            throw new IllegalArgumentException("sequence " + sequence + " is below 0");
        }
        AuditRecord.requireHash(hash);
    }

    static ChainPoint behind(AuditRecord record) {
        return new ChainPoint(record.sequence(), record.hash());
    }

    @Override
    public String toString() {
        return sequence + ":" + hash;
    }

    /// Reads what [#toString] gives.
    public static ChainPoint parse(String text) {
        int colon = text.indexOf(':');
        try {
            return new ChainPoint(
                    Long.parseLong(text.substring(0, Math.max(0, colon))),
                    text.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a place in a chain, like 12:" + "0a1b".repeat(2) + "...",
                    e);
        }
    }
}
