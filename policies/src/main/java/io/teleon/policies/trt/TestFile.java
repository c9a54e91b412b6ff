package io.teleon.policies.trt;

import io.teleon.policies.syntax.Source;
import io.teleon.policies.syntax.Span;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a file of tests says.
///
/// @param unrun blocks that are not tests, such as `check`, which wait for a model checker
public record TestFile(Source source, List<Fixture> fixtures, List<Test> tests, List<Unrun> unrun) {

    public TestFile {
        fixtures = List.copyOf(fixtures);
        tests = List.copyOf(tests);
        unrun = List.copyOf(unrun);
    }

    /// Its own fixture of this name, if it has one.
    Optional<Fixture> fixture(String name) {
        return fixtures.stream().filter(fixture -> fixture.name().equals(name)).findFirst();
    }

    /// A phrase as it was written, to be read in the words of a policy.
    public record Words(Span span, String text) {}

    public record Unrun(Span span, String name) {}

    public record Fixture(Span span, String name, List<Words> facts) {
        public Fixture {
            facts = List.copyOf(facts);
        }
    }

    /// How the host behaves.
    public enum Host {
        /// It does what it is told, and effects come true.
        LOYAL,
        /// It does what it is told; effects are up to the test.
        WILLING,
        /// It says nothing but what the test reports.
        MANUAL
    }

    /// @param policy name of the policy
    /// @param fixtures names of those whose facts are given
    public record Test(
            Span span,
            String name,
            String policy,
            Host host,
            List<Words> fixtures,
            List<Words> given,
            List<Known> knows,
            List<Step> steps,
            List<Expectation> expectations) {
        public Test {
            fixtures = List.copyOf(fixtures);
            given = List.copyOf(given);
            knows = List.copyOf(knows);
            steps = List.copyOf(steps);
            expectations = List.copyOf(expectations);
        }
    }

    /// What a guardrail is answered: `knows severity = 3`.
    public record Known(Span span, String name, String value) {}

    /// Something that happens at a time of the test.
    ///
    /// @param kind `set unset stale event forecast advice report approve refuse halt release
    ///   cancel`
    /// @param words what it is about, empty for `halt` and `release`
    /// @param extra more words: how a report goes, the numbers of a forecast
    public record Step(Span span, Duration at, String kind, Optional<Words> words, String extra) {}

    /// Something that must be so.
    ///
    /// @param from of the time looked at
    /// @param to its end, that included
    /// @param always all the time rather than once in it
    public record Expectation(
            Span span, Duration from, Duration to, boolean always, List<Claim> claims) {
        public Expectation {
            claims = List.copyOf(claims);
        }
    }

    /// @param denied `no firing ...`
    /// @param kind `firing started stopped modified running suggested failed asked notified alert
    ///   transitions other holds`
    public record Claim(Span span, boolean denied, String kind, Optional<Words> words) {}
}
