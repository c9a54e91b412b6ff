package io.teleon.controller.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Records of every kind, with whatever texts their fields allow.
public final class AuditRecords {

    private AuditRecords() {}

    /// What a record says, before it has a place in a chain.
    public record Content(
            Instant at,
            String actor,
            AuditRecord.Kind kind,
            String subject,
            List<Evidence> evidence) {

        /// The record behind this place.
        public AuditRecord after(ChainPoint place) {
            return AuditRecord.sealed(place, at, actor, kind, subject, evidence);
        }
    }

    public static Arbitrary<Content> any() {
        Arbitrary<Evidence> evidence = Combinators.combine(text(), text()).as(Evidence::of);
        return Combinators.combine(
                        Arbitraries.longs().between(0, 4_000_000_000L).map(Instant::ofEpochSecond),
                        text(),
                        Arbitraries.of(AuditRecord.Kind.class),
                        text(),
                        evidence.list().ofMaxSize(4))
                .as(Content::new);
    }

    /// Some with line ends, backslashes, quotes and what lies outside of ASCII.
    private static Arbitrary<String> text() {
        return Arbitraries.oneOf(
                Arbitraries.strings().alpha().ofMaxLength(8),
                Arbitraries.strings().withChars("ab\n\\u0'\"{}é雪 ").ofMaxLength(8));
    }

    /// Made into a chain behind this place.
    public static List<AuditRecord> chained(ChainPoint from, List<Content> contents) {
        List<AuditRecord> chain = new ArrayList<>();
        AuditChain end = new AuditChain(chain::add, from);
        for (Content one : contents) {
            end.record(one.at(), one.actor(), one.kind(), one.subject(), one.evidence());
        }
        return chain;
    }

    /// The plain records `[from, to)` behind this place.
    public static List<AuditRecord> numbered(ChainPoint place, int count) {
        List<Content> contents = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            contents.add(
                    new Content(
                            Instant.EPOCH.plusSeconds(n),
                            "somebody",
                            AuditRecord.Kind.ASKED,
                            "subject-" + n % 3,
                            List.of(Evidence.of("n", n))));
        }
        return chained(place, contents);
    }
}
