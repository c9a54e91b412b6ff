package io.teleon.models.format;

import io.teleon.models.format.SndlibNetwork.Cable;
import io.teleon.models.format.SndlibNetwork.Site;
import io.teleon.models.format.SndlibNetwork.Want;
import io.teleon.models.network.Topology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the native files of SNDlib: sections `NAME ( ... )` of words and parentheses, `#` begins a
/// comment. What they mean: [SndlibNetwork].
///
/// ```
/// NODES ( A ( 10.75 59.91 ) ... )
/// LINKS ( L1 ( A B ) installed installed-cost routing-cost setup-cost ( {capacity cost}* ) ... )
/// DEMANDS ( D1 ( A B ) routing-unit value max-path-length ... )
/// ```
///
/// `ADMISSIBLE_PATHS` and sections of other names are skipped.
public final class SndlibNative {

    static final String MAGIC = "?SNDlib native format";

    private final SourceText source;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private final List<Site> sites = new ArrayList<>();
    private final List<Cable> cables = new ArrayList<>();
    private final List<Want> wants = new ArrayList<>();
    private final Map<String, Token> meta = new HashMap<>();

    private SndlibNative(SourceText source) {
        this.source = source;
        Lines lines = source.lines();
        Lines.Line first = lines.nextFilled("'" + MAGIC + "; type: network; version: 1.0'");
        if (!first.text().strip().startsWith(MAGIC)) {
            throw MalformedInput.isNot(
                    first.place(),
                    "line " + MalformedInput.quoted(first.text()),
                    "'" + MAGIC + "; type: network; version: 1.0'");
        }
        while (lines.hasNext()) {
            tokenize(lines.next());
        }
    }

    public static Topology readTopology(SourceText source) {
        return new SndlibNative(source).network().topology();
    }

    public static DemandTable readDemands(SourceText source) {
        return new SndlibNative(source).network().demands();
    }

    private void tokenize(Lines.Line line) {
        for (Token word : line.words()) {
            int from = 0;
            String text = word.text();
            for (int i = 0; i <= text.length(); i++) {
                boolean end = i == text.length();
                if (end || "()#".indexOf(text.charAt(i)) >= 0) {
                    add(word, from, i);
                    if (!end && text.charAt(i) == '#') {
                        return;
                    }
                    add(word, i, Math.min(i + 1, text.length()));
                    from = i + 1;
                }
            }
        }
    }

    private void add(Token word, int from, int to) {
        if (from < to) {
            Place place = word.place();
            tokens.add(
                    new Token(
                            new Place(place.file(), place.line(), place.column() + from),
                            word.text().substring(from, to)));
        }
    }

    private SndlibNetwork network() {
        Set<String> seen = new HashSet<>();
        while (at < tokens.size()) {
            Token name = next("a section");
            if (!seen.add(name.text())) {
                throw name.isNot("section", "there once only");
            }
            expect("(");
            switch (name.text()) {
                case "META" -> meta();
                case "NODES" -> each(this::site);
                case "LINKS" -> each(this::cable);
                case "DEMANDS" -> each(this::want);
                default -> skip();
            }
        }
        if (!seen.contains("NODES")) {
            throw new MalformedInput(new Place(source.file(), 1), "section NODES is missing");
        }
        return new SndlibNetwork(
                new Place(source.file(), 1),
                false,
                sites,
                cables,
                wants,
                Optional.ofNullable(meta.get("time")),
                Optional.ofNullable(meta.get("unit")));
    }

    private void each(Runnable item) {
        while (!peeks(")")) {
            item.run();
        }
        at++;
    }

    /// To the end of a section whose opening is behind us.
    private void skip() {
        for (int depth = 1; depth > 0; ) {
            Token token = next("')'");
            depth += token.text().equals("(") ? 1 : token.text().equals(")") ? -1 : 0;
        }
    }

    /// Lines `key = value`, of which the first word of the value counts.
    private void meta() {
        while (!peeks(")")) {
            Token key = next("a key");
            expect("=");
            Token value = next("a value");
            meta.put(key.text(), value);
            while (at < tokens.size()
                    && tokens.get(at).place().line() == key.place().line()
                    && !peeks(")")) {
                at++;
            }
        }
        at++;
    }

    private void site() {
        Token id = word("a node id");
        if (!peeks("(")) {
            sites.add(new Site(id, Optional.empty(), Optional.empty()));
            return;
        }
        expect("(");
        Token x = word("a longitude");
        Token y = word("a latitude");
        expect(")");
        sites.add(new Site(id, Optional.of(x), Optional.of(y)));
    }

    private void cable() {
        word("a link id");
        expect("(");
        Token source = word("the id of a node");
        Token target = word("the id of a node");
        expect(")");
        Token installed = word("a pre-installed capacity");
        word("its cost");
        Token routingCost = word("a routing cost");
        word("a setup cost");
        expect("(");
        List<Token> modules = new ArrayList<>();
        while (!peeks(")")) {
            modules.add(word("a module capacity"));
            word("the cost of a module");
        }
        expect(")");
        cables.add(
                new Cable(
                        source, target, Optional.of(installed), Optional.of(routingCost), modules));
    }

    private void want() {
        word("a demand id");
        expect("(");
        Token source = word("the id of a node");
        Token target = word("the id of a node");
        expect(")");
        Token routingUnit = word("a routing unit");
        Token value = word("a demand value");
        word("a longest path length");
        wants.add(new Want(source, target, Optional.of(routingUnit), value));
    }

    private boolean peeks(String text) {
        if (at >= tokens.size()) {
            throw endsBefore("')'");
        }
        return tokens.get(at).text().equals(text);
    }

    private Token next(String expected) {
        if (at >= tokens.size()) {
            throw endsBefore(expected);
        }
        return tokens.get(at++);
    }

    private Token word(String expected) {
        Token token = next(expected);
        if (token.text().equals("(") || token.text().equals(")")) {
            throw token.isNot("word", expected);
        }
        return token;
    }

    private void expect(String text) {
        Token token = next("'" + text + "'");
        if (!token.text().equals(text)) {
            throw token.isNot("word", "'" + text + "'");
        }
    }

    private MalformedInput endsBefore(String expected) {
        return MalformedInput.isNot(
                tokens.isEmpty() ? new Place(source.file(), 1) : tokens.getLast().place(),
                "the end of the file",
                expected);
    }
}
