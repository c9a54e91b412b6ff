package io.teleon.policies.link;

import io.teleon.models.format.Nearest;
import io.teleon.policies.program.Type;
import io.teleon.policies.syntax.Diagnostic;
import io.teleon.policies.syntax.Findings;
import io.teleon.policies.syntax.Span;
import io.teleon.policies.syntax.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// One file, its own names, and those of the libraries it imports.
final class Unit {

    private static final Map<String, Type> BUILT_IN = builtIn();

    private final String name;
    private final Tree tree;
    private final List<Unit> imports;
    private final Findings findings;
    private final Map<String, Type> types = new LinkedHashMap<>();
    private final Map<String, Symbol> symbols = new LinkedHashMap<>();

    Unit(String name, Tree tree, List<Unit> imports, Findings findings) {
        this.name = name;
        this.tree = tree;
        this.imports = List.copyOf(imports);
        this.findings = findings;
    }

    /// The same names, for a phrase whose errors are told elsewhere.
    Unit reportingTo(Findings others) {
        Unit unit = new Unit(name, tree, imports, others);
        unit.types.putAll(types);
        unit.symbols.putAll(symbols);
        return unit;
    }

    String name() {
        return name;
    }

    Tree tree() {
        return tree;
    }

    LinkError error(Diagnostic diagnostic) {
        findings.add(diagnostic);
        return new LinkError();
    }

    LinkError error(String code, Span span, String message) {
        return error(Diagnostic.error(code, span, message));
    }

    // --- types

    void declare(Tree.TypeItem item) {
        String alias = item.name().text();
        if (lookUpType(alias).isPresent()) {
            findings.add(
                    Diagnostic.error(
                            "TR006",
                            item.name().span(),
                            "there is a type `" + alias + "` already"));
            return;
        }
        Type type =
                item.type()
                        .map(ref ->
                                ref instanceof Tree.TypeRef.Words words
                                        ? enumeration(alias, words)
                                        : type(ref))
                        .orElse(new Type.Entity(alias));
        types.put(alias, type);
    }

    private Optional<Type> lookUpType(String alias) {
        Type own = types.get(alias);
        if (own == null) {
            own = BUILT_IN.get(alias);
        }
        return own != null
                ? Optional.of(own)
                : imports.stream()
                        .flatMap(unit -> Optional.ofNullable(unit.types.get(alias)).stream())
                        .findFirst();
    }

    Type type(Tree.TypeRef ref) {
        return switch (ref) {
            case Tree.TypeRef.Words words ->
                    enumeration(
                            "{"
                                    + String.join(
                                            ", ",
                                            words.words().stream().map(Tree.Word::text).toList())
                                    + "}",
                            words);
            case Tree.TypeRef.Named(Tree.Word word) ->
                    lookUpType(word.text()).orElseThrow(() -> unknownType(word));
        };
    }

    private LinkError unknownType(Tree.Word word) {
        if (findings.isFull()) {
            return error("TR002", word.span(), "there is no type `" + word.text() + "`");
        }
        TreeSet<String> known = new TreeSet<>(BUILT_IN.keySet());
        known.addAll(types.keySet());
        imports.forEach(unit -> known.addAll(unit.types.keySet()));
        return error(
                Diagnostic.error("TR002", word.span(), "there is no type `" + word.text() + "`")
                        .help(suggestion(word.text(), known, "types")));
    }

    private Type enumeration(String alias, Tree.TypeRef.Words words) {
        List<String> texts = words.words().stream().map(Tree.Word::text).toList();
        if (texts.stream().distinct().count() != texts.size()) {
            throw error("TR006", words.span(), "a word stands twice in " + alias);
        }
        return new Type.Enumeration(alias, texts);
    }

    // --- names

    void declare(Symbol symbol) {
        String local = symbol.name().local();
        Optional<Symbol> there = find(local);
        if (there.isPresent()) {
            findings.add(
                    Diagnostic.error(
                                    "TR006",
                                    symbol.span(),
                                    "`%s` is declared already, as %s"
                                            .formatted(local, there.get().kind().withArticle()))
                            .notes(List.of(new Diagnostic.Note(there.get().span(), "here"))));
            return;
        }
        symbols.put(local, symbol);
    }

    Optional<Symbol> find(String local) {
        Symbol own = symbols.get(local);
        if (own != null) {
            return Optional.of(own);
        }
        for (Unit unit : imports) {
            Symbol imported = unit.symbols.get(local);
            if (imported != null) {
                return Optional.of(imported);
            }
        }
        return Optional.empty();
    }

    /// The symbol of one of these kinds; anything else is an error at the word.
    Symbol find(Tree.Word word, String wanted, Symbol.Kind... kinds) {
        List<Symbol.Kind> fitting = List.of(kinds);
        Optional<Symbol> found = find(word.text());
        if (found.isPresent() && fitting.contains(found.get().kind())) {
            return found.get();
        }
        if (found.isPresent()) {
            throw error(
                    Diagnostic.error(
                                    "TR007",
                                    word.span(),
                                    "`%s` is %s, %s is wanted here"
                                            .formatted(
                                                    word.text(),
                                                    found.get().kind().withArticle(),
                                                    wanted))
                            .notes(
                                    List.of(
                                            new Diagnostic.Note(
                                                    found.get().span(), "declared here"))));
        }
        if (findings.isFull()) {
            throw error("TR002", word.span(), "there is no `" + word.text() + "`");
        }
        TreeSet<String> known = new TreeSet<>();
        List<Unit> units = new ArrayList<>(imports);
        units.add(this);
        for (Unit unit : units) {
            unit.symbols.values().stream()
                    .filter(symbol -> fitting.contains(symbol.kind()))
                    .forEach(symbol -> known.add(symbol.name().local()));
        }
        throw error(
                Diagnostic.error("TR002", word.span(), "there is no `" + word.text() + "`")
                        .label(wanted + " is wanted here")
                        .help(suggestion(word.text(), known, wanted)));
    }

    private static String suggestion(String text, Set<String> known, String what) {
        return Nearest.to(text, known)
                .map(nearest -> "did you mean `" + nearest + "`?")
                .orElseGet(() ->
                        known.isEmpty() || known.size() > 12
                                ? ""
                                : what + " known here: " + String.join(", ", known));
    }

    private static Map<String, Type> builtIn() {
        Map<String, Type> types = new LinkedHashMap<>();
        types.put("bool", new Type.Bool());
        types.put("string", new Type.Text());
        for (Type.Quantity quantity :
                List.of(
                        Type.COUNT,
                        Type.RATIO,
                        Type.BANDWIDTH,
                        Type.BYTES,
                        Type.DURATION,
                        Type.POWER,
                        Type.TEMPERATURE)) {
            types.put(quantity.name(), quantity);
        }
        for (String entity :
                List.of(
                        "device", "link", "port", "path", "prefix", "host", "tenant", "intent",
                        "change")) {
            types.put(entity, new Type.Entity(entity));
        }
        return types;
    }
}
