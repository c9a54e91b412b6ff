package io.teleon.policies.trt;

import io.teleon.policies.syntax.Cursor;
import io.teleon.policies.syntax.Diagnostic;
import io.teleon.policies.syntax.ExpressionParser;
import io.teleon.policies.syntax.Findings;
import io.teleon.policies.syntax.Source;
import io.teleon.policies.syntax.Span;
import io.teleon.policies.syntax.Token;
import io.teleon.policies.syntax.Tree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Parses files of tests. After an error it goes on with the next statement or block.
public final class TestParser {

    private static final List<String> ABOUT_ACTIONS =
            List.of("started", "stopped", "modified", "running", "still", "suggested", "failed");

    private final Source source;
    private final Cursor cursor;
    private final ExpressionParser expressions;

    private Duration now = Duration.ZERO;

    private TestParser(Source source, Findings findings) {
        this.source = source;
        this.cursor = new Cursor(source, findings);
        this.expressions = new ExpressionParser(cursor);
    }

    /// @param findings what is wrong is added here
    public static TestFile parse(Source source, Findings findings) {
        return new TestParser(source, findings).file();
    }

    private TestFile file() {
        List<TestFile.Fixture> fixtures = new ArrayList<>();
        List<TestFile.Test> tests = new ArrayList<>();
        List<TestFile.Unrun> unrun = new ArrayList<>();
        while (!cursor.isAtEnd()) {
            Token first = cursor.next();
            try {
                switch (first.text()) {
                    case "fixture" -> fixtures.add(fixture(first));
                    case "test" -> tests.add(test(first));
                    case "check" -> unrun.add(unrun(first));
                    default -> throw cursor.mismatch(first, "`fixture`, `test` or `check`", "");
                }
            } catch (Cursor.Mismatch _) {
                cursor.resetDepth();
                skip();
            }
        }
        return new TestFile(source, fixtures, tests, unrun);
    }

    private void skip() {
        while (!cursor.isAtEnd()) {
            Token token = cursor.peek();
            if (token.span().column() == 1
                    && List.of("fixture", "test", "check").contains(token.text())) {
                return;
            }
            cursor.next();
        }
    }

    private String text(String what) {
        return cursor.expect(Token.Kind.TEXT, what).text();
    }

    private TestFile.Words words() {
        Token first = cursor.peek();
        expressions.expression();
        return words(first);
    }

    private TestFile.Words words(Token first) {
        Span span = cursor.since(first);
        return new TestFile.Words(span, source.text().substring(span.from(), span.to()));
    }

    private List<TestFile.Words> facts() {
        List<TestFile.Words> facts = new ArrayList<>();
        do {
            facts.add(words());
        } while (cursor.take(","));
        return facts;
    }

    private TestFile.Fixture fixture(Token first) {
        String name = text("the name of the fixture, a text");
        cursor.expect("{");
        List<TestFile.Words> facts = new ArrayList<>();
        while (!cursor.take("}")) {
            facts.addAll(facts());
            cursor.take(";");
        }
        return new TestFile.Fixture(cursor.since(first), name, facts);
    }

    private TestFile.Unrun unrun(Token first) {
        String name = text("the name of the check, a text");
        while (!cursor.is("{") && !cursor.isAtEnd()) {
            cursor.next();
        }
        cursor.expect("{");
        for (int depth = 1; depth > 0; ) {
            if (cursor.isAtEnd()) {
                throw cursor.mismatch("`}`");
            }
            Token token = cursor.next();
            depth += token.is("{") ? 1 : token.is("}") ? -1 : 0;
        }
        return new TestFile.Unrun(first.span(), name);
    }

    private TestFile.Test test(Token first) {
        String name = text("the name of the test, a text");
        cursor.expect("using");
        String policy = cursor.expect(Token.Kind.NAME, "the name of a policy").text();
        cursor.expect("{");
        TestFile.Host host = TestFile.Host.LOYAL;
        List<TestFile.Words> fixtures = new ArrayList<>();
        List<TestFile.Words> given = new ArrayList<>();
        List<TestFile.Known> knows = new ArrayList<>();
        List<TestFile.Step> steps = new ArrayList<>();
        List<TestFile.Expectation> expectations = new ArrayList<>();
        now = Duration.ZERO;
        while (!cursor.take("}")) {
            Token statement = cursor.next();
            switch (statement.text()) {
                case "given" -> {
                    if (cursor.take("fixture")) {
                        Token named =
                                cursor.expect(Token.Kind.TEXT, "the name of a fixture, a text");
                        fixtures.add(new TestFile.Words(named.span(), named.text()));
                    } else {
                        given.addAll(facts());
                    }
                }
                case "host" -> host = host();
                case "knows" -> knows.add(known(statement));
                case "at" -> at(statement, steps, expectations);
                case "within" -> expectations.add(within(statement));
                case "during" -> expectations.add(during(statement));
                default ->
                        throw cursor.mismatch(
                                statement,
                                "`given`, `host`, `knows`, `at`, `within`, `during` or `}`",
                                "");
            }
            cursor.take(";");
        }
        return new TestFile.Test(
                first.span(), name, policy, host, fixtures, given, knows, steps, expectations);
    }

    private TestFile.Host host() {
        Token word = cursor.next();
        return switch (word.text()) {
            case "loyal" -> TestFile.Host.LOYAL;
            case "willing" -> TestFile.Host.WILLING;
            case "manual" -> TestFile.Host.MANUAL;
            default -> throw cursor.mismatch(word, "`loyal`, `willing` or `manual`", "");
        };
    }

    private TestFile.Known known(Token first) {
        String name =
                cursor.expect(Token.Kind.NAME, "what guardrails ask, such as `severity`").text();
        cursor.expect("=");
        Token value = cursor.next();
        boolean sensible =
                value.is("true") || value.is("false") || value.kind() == Token.Kind.NUMBER;
        if (!sensible) {
            throw cursor.mismatch(value, "true, false or a number", "");
        }
        if (cursor.take("%")) {
            return new TestFile.Known(cursor.since(first), name, value.text() + "e-2");
        }
        return new TestFile.Known(cursor.since(first), name, value.text());
    }

    private Duration time() {
        Tree.Amount amount = expressions.amount();
        boolean zero = amount.number().matches("0+(\\.0+)?");
        if (amount.unit().isEmpty() && !zero) {
            cursor.report(
                    Diagnostic.error("TR009", amount.span(), "a time has a unit: ms s min h d"));
            throw cursor.stop();
        }
        double seconds = amount.unit().map(unit -> unit.of(amount.number())).orElse(0.0);
        if (!(seconds >= 0 && seconds < 1e7)) {
            cursor.report(
                    Diagnostic.error("TR009", amount.span(), "a test lasts at most 100 days"));
            throw cursor.stop();
        }
        return Duration.ofNanos(1000 * Math.round(seconds * 1e6));
    }

    private void at(
            Token first, List<TestFile.Step> steps, List<TestFile.Expectation> expectations) {
        now = time();
        Token kind = cursor.next();
        switch (kind.text()) {
            case "expect" ->
                    expectations.add(
                            new TestFile.Expectation(
                                    cursor.since(first), now, now, true, claims()));
            case "set", "unset", "stale" -> {
                for (TestFile.Words fact : facts()) {
                    steps.add(
                            new TestFile.Step(
                                    fact.span(), now, kind.text(), Optional.of(fact), ""));
                }
            }
            case "event" -> steps.add(step(first, "event", words(), ""));
            case "forecast" -> {
                TestFile.Words fact = words();
                String what = cursor.take("advisory") ? "advice" : "forecast";
                Token brace = cursor.expect("{");
                while (!cursor.is("}") && !cursor.isAtEnd()) {
                    cursor.next();
                }
                cursor.expect("}");
                steps.add(step(first, what, fact, words(brace).text()));
            }
            case "report" -> {
                TestFile.Words action = words();
                Token progress = cursor.next();
                if (!List.of("running", "done", "ended", "failed").contains(progress.text())) {
                    throw cursor.mismatch(progress, "`running`, `done`, `ended` or `failed`", "");
                }
                steps.add(step(first, "report", action, progress.text()));
            }
            case "approve", "refuse" -> {
                Token role = cursor.expect(Token.Kind.NAME, "the role that is asked");
                steps.add(step(first, kind.text(), words(role), ""));
            }
            case "halt", "release" ->
                    steps.add(
                            new TestFile.Step(kind.span(), now, kind.text(), Optional.empty(), ""));
            default ->
                    throw cursor.mismatch(
                            kind,
                            "set, unset, stale, event, forecast, report, approve, refuse, halt, release or expect",
                            "");
        }
    }

    private TestFile.Step step(Token first, String kind, TestFile.Words words, String extra) {
        return new TestFile.Step(cursor.since(first), now, kind, Optional.of(words), extra);
    }

    private TestFile.Expectation within(Token first) {
        Duration length = time();
        Duration from = cursor.take("after") ? time() : now;
        cursor.expect("expect");
        return new TestFile.Expectation(
                cursor.since(first), from, from.plus(length), false, claims());
    }

    private TestFile.Expectation during(Token first) {
        Duration from = time();
        cursor.expect("..");
        Duration to = time();
        if (to.compareTo(from) < 0) {
            throw cursor.mismatch(cursor.previous(), "a time that is not before the first", "");
        }
        cursor.expect("expect");
        return new TestFile.Expectation(cursor.since(first), from, to, true, claims());
    }

    private List<TestFile.Claim> claims() {
        List<TestFile.Claim> claims = new ArrayList<>();
        do {
            claims.add(claim());
        } while (cursor.take("and"));
        return claims;
    }

    private TestFile.Claim claim() {
        Token first = cursor.peek();
        boolean denied = cursor.take("no");
        Token kind = cursor.next();
        if (kind.is("other") && cursor.take("transitions")) {
            return new TestFile.Claim(cursor.since(first), true, "other", Optional.empty());
        }
        if (kind.is("transitions") || kind.is("alert")) {
            return new TestFile.Claim(cursor.since(first), denied, kind.text(), Optional.empty());
        }
        if (ABOUT_ACTIONS.contains(kind.text())) {
            TestFile.Words action = action();
            String word = kind.is("still") ? "running" : kind.text();
            return new TestFile.Claim(cursor.since(first), denied, word, Optional.of(action));
        }
        return switch (kind.text()) {
            case "firing" -> {
                Token begin = cursor.peek();
                expressions.call("a procedure");
                cursor.expect(".");
                cursor.expect(Token.Kind.NAME, "the label of a rule");
                yield new TestFile.Claim(
                        cursor.since(first), denied, "firing", Optional.of(words(begin)));
            }
            case "asked", "notified" -> {
                Token what = cursor.next();
                yield new TestFile.Claim(
                        cursor.since(first),
                        denied,
                        kind.text(),
                        Optional.of(new TestFile.Words(what.span(), what.text())));
            }
            case "holds" -> {
                cursor.expect("(");
                Token begin = cursor.peek();
                expressions.expression();
                TestFile.Words condition = words(begin);
                cursor.expect(")");
                yield new TestFile.Claim(
                        cursor.since(first), denied, "holds", Optional.of(condition));
            }
            default ->
                    throw cursor.mismatch(
                            kind,
                            "firing, started, stopped, modified, running, still, suggested, failed, asked, notified, "
                                    + "alert, holds(...), no ..., no transitions or no other transitions",
                            "");
        };
    }

    /// A call only: `and` behind it belongs to the expectation.
    private TestFile.Words action() {
        Token first = cursor.peek();
        expressions.call("an action");
        return words(first);
    }
}
