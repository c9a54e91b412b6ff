package io.teleon.policies.link;

import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Parameter;
import io.teleon.policies.program.Policy;
import io.teleon.policies.program.Procedure;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Task;
import io.teleon.policies.program.Type;
import io.teleon.policies.syntax.Diagnostic;
import io.teleon.policies.syntax.Findings;
import io.teleon.policies.syntax.Parser;
import io.teleon.policies.syntax.Source;
import io.teleon.policies.syntax.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Makes one program of policies and all they import.
public final class Linker {

    private final Function<String, Optional<Source>> imports;
    private final Findings findings = new Findings();
    private final Map<String, Unit> units = new LinkedHashMap<>();
    private final List<String> opening = new ArrayList<>();
    private final List<Source> sources = new ArrayList<>();
    private final TemporalCounter temporals = new TemporalCounter();

    private final List<Policy> policies = new ArrayList<>();
    private final List<Declaration.Percept> percepts = new ArrayList<>();
    private final List<Declaration.Event> events = new ArrayList<>();
    private final List<Declaration.Belief> beliefs = new ArrayList<>();
    private final List<Declaration.Predicate> predicates = new ArrayList<>();
    private final List<Declaration.Function> functions = new ArrayList<>();
    private final List<Declaration.Resource> resources = new ArrayList<>();
    private final List<Declaration.Action> actions = new ArrayList<>();
    private final List<Procedure> procedures = new ArrayList<>();
    private final List<Task> tasks = new ArrayList<>();
    private final List<Declaration.Guardrail> guardrails = new ArrayList<>();

    /// What guardrails may ask of the host, by name.
    public static List<String> circumstances() {
        return CallLinker.askedOfTheHost();
    }

    private Linker(Function<String, Optional<Source>> imports) {
        this.imports = imports;
    }

    /// @param roots policies and libraries that are to run together
    /// @param imports finds a library by its name
    public static Linked link(List<Source> roots, Function<String, Optional<Source>> imports) {
        Linker linker = new Linker(imports);
        roots.forEach(linker::open);
        linker.units.values().forEach(linker::link);
        Optional<Program> program =
                linker.findings.hasErrors() ? Optional.empty() : Optional.of(linker.program());
        return new Linked(
                program,
                linker.findings.all(),
                linker.sources,
                unit -> new Phrases(unit, List.copyOf(linker.units.values())));
    }

    // --- units

    private void open(Source source) {
        sources.add(source);
        Tree tree = Parser.parse(source, findings);
        if (tree.header().isPresent()) {
            open(tree.header().get(), tree);
        }
    }

    private void open(Tree.Header header, Tree tree) {
        String name = header.name().text();
        if (units.containsKey(name)) {
            findings.add(
                    Diagnostic.error(
                            "TR006",
                            header.name().span(),
                            "there is a unit `" + name + "` already"));
            return;
        }
        opening.add(name);
        List<Unit> imported = new ArrayList<>();
        for (Tree.Import item : tree.imports()) {
            imported(item).filter(library -> !imported.contains(library)).ifPresent(imported::add);
        }
        opening.removeLast();
        Unit unit = new Unit(name, tree, imported, findings);
        units.put(name, unit);
        declare(unit);
    }

    private Optional<Unit> imported(Tree.Import item) {
        String name = item.unit().text();
        if (opening.contains(name)) {
            findings.add(
                    Diagnostic.error(
                            "TR008",
                            item.unit().span(),
                            "imports go round in a circle: "
                                    + String.join(
                                            " -> ",
                                            opening.subList(opening.indexOf(name), opening.size()))
                                    + " -> "
                                    + name));
            return Optional.empty();
        }
        if (!units.containsKey(name)) {
            Optional<Source> source = imports.apply(name);
            if (source.isEmpty()) {
                findings.add(
                        Diagnostic.error(
                                        "TR008",
                                        item.unit().span(),
                                        "there is no library `" + name + "`")
                                .help(
                                        "a library lies beside the file, as "
                                                + name
                                                + ".tr, or comes with Teleon"));
                return Optional.empty();
            }
            open(source.get());
        }
        Optional<Unit> unit = Optional.ofNullable(units.get(name));
        if (unit.isEmpty()) {
            findings.add(
                    Diagnostic.error(
                            "TR008", item.unit().span(), "`" + name + "` could not be read"));
        } else if (!unit.get().tree().header().map(Tree.Header::library).orElse(false)) {
            findings.add(
                    Diagnostic.error(
                            "TR008", item.unit().span(), "`" + name + "` is a policy, no library"));
            return Optional.empty();
        }
        return unit;
    }

    // --- signatures

    private void declare(Unit unit) {
        for (Tree.Item item : unit.tree().items()) {
            if (item instanceof Tree.TypeItem type) {
                attempt(() -> {
                    unit.declare(type);
                    return type;
                });
            }
        }
        for (Tree.Item item : unit.tree().items()) {
            attempt(() -> symbol(unit, item)).flatMap(symbol -> symbol).ifPresent(unit::declare);
        }
    }

    private static Optional<Symbol> symbol(Unit unit, Tree.Item item) {
        return switch (item) {
            case Tree.TypeItem _ -> Optional.empty();
            case Tree.PerceptItem p ->
                    symbol(
                            unit,
                            p,
                            Symbol.Kind.PERCEPT,
                            types(unit, p.key()),
                            p.value().map(unit::type),
                            p.forecast().isPresent());
            case Tree.BeliefItem b ->
                    symbol(
                            unit,
                            b,
                            Symbol.Kind.BELIEF,
                            types(unit, b.key()),
                            b.value().map(unit::type),
                            false);
            case Tree.EventItem e ->
                    symbol(
                            unit,
                            e,
                            Symbol.Kind.EVENT,
                            types(unit, e.arguments()),
                            Optional.empty(),
                            false);
            case Tree.PredicateItem p -> {
                List<Type> types = parameters(unit, p.params());
                Optional<Symbol> there = unit.find(p.name().text());
                boolean clause =
                        there.isPresent()
                                && there.get().kind() == Symbol.Kind.PREDICATE
                                && there.get().name().unit().equals(unit.name());
                if (clause && !there.get().arguments().equals(types)) {
                    throw unit.error(
                            Diagnostic.error(
                                            "TR005",
                                            p.name().span(),
                                            "the clauses of `"
                                                    + p.name().text()
                                                    + "` take different parameters")
                                    .notes(
                                            List.of(
                                                    new Diagnostic.Note(
                                                            there.get().span(),
                                                            "the first clause"))));
                }
                yield clause
                        ? Optional.empty()
                        : symbol(
                                unit,
                                p,
                                Symbol.Kind.PREDICATE,
                                types,
                                Optional.of(Types.BOOL),
                                false);
            }
            case Tree.FunctionItem f ->
                    symbol(
                            unit,
                            f,
                            Symbol.Kind.FUNCTION,
                            parameters(unit, f.params()),
                            Optional.of(unit.type(f.value())),
                            false);
            case Tree.ResourceItem r ->
                    symbol(
                            unit,
                            r,
                            Symbol.Kind.RESOURCE,
                            types(unit, r.key()),
                            Optional.empty(),
                            false);
            case Tree.ActionItem a ->
                    symbol(
                            unit,
                            a,
                            Symbol.Kind.ACTION,
                            parameters(unit, a.params()),
                            Optional.empty(),
                            false);
            case Tree.ProcedureItem p ->
                    symbol(
                            unit,
                            p,
                            Symbol.Kind.PROCEDURE,
                            parameters(unit, p.params()),
                            Optional.empty(),
                            false);
            case Tree.TaskItem t ->
                    symbol(unit, t, Symbol.Kind.TASK, List.of(), Optional.empty(), false);
            case Tree.GuardrailItem g ->
                    symbol(unit, g, Symbol.Kind.GUARDRAIL, List.of(), Optional.empty(), false);
        };
    }

    private static Optional<Symbol> symbol(
            Unit unit,
            Tree.Item item,
            Symbol.Kind kind,
            List<Type> arguments,
            Optional<Type> value,
            boolean forecast) {
        Name name = new Name(unit.name(), item.name().text());
        return Optional.of(new Symbol(name, kind, item.name().span(), arguments, value, forecast));
    }

    private static List<Type> types(Unit unit, List<Tree.TypeRef> refs) {
        return refs.stream().map(unit::type).toList();
    }

    private static List<Type> parameters(Unit unit, List<Tree.Param> params) {
        return new DeclarationLinker(unit, new TemporalCounter())
                .parameters(params).stream().map(Parameter::type).toList();
    }

    private static <T> Optional<T> attempt(Supplier<T> step) {
        try {
            return Optional.of(step.get());
        } catch (LinkError _) {
            return Optional.empty();
        }
    }

    // --- bodies

    private void link(Unit unit) {
        unit.tree()
                .header()
                .filter(header -> !header.library())
                .ifPresent(header -> attempt(() -> policy(unit, header)).ifPresent(policies::add));
        derive(unit);
        DeclarationLinker declarations = new DeclarationLinker(unit, temporals);
        ProcedureLinker linker = new ProcedureLinker(unit, temporals);
        for (Tree.Item item : unit.tree().items()) {
            switch (item) {
                case Tree.TypeItem _, Tree.PredicateItem _, Tree.FunctionItem _ -> {}
                case Tree.PerceptItem p ->
                        attempt(() -> declarations.percept(p)).ifPresent(percepts::add);
                case Tree.EventItem e ->
                        attempt(() -> declarations.event(e)).ifPresent(events::add);
                case Tree.BeliefItem b ->
                        attempt(() -> declarations.belief(b)).ifPresent(beliefs::add);
                case Tree.ResourceItem r ->
                        attempt(() -> declarations.resource(r)).ifPresent(resources::add);
                case Tree.ActionItem a ->
                        attempt(() -> declarations.action(a)).ifPresent(actions::add);
                case Tree.ProcedureItem p ->
                        attempt(() -> linker.procedure(p)).ifPresent(procedures::add);
                case Tree.TaskItem t -> attempt(() -> linker.task(t)).ifPresent(tasks::add);
                case Tree.GuardrailItem g ->
                        attempt(() -> declarations.guardrail(g)).ifPresent(guardrails::add);
            }
        }
    }

    private static Policy policy(Unit unit, Tree.Header header) {
        Policy.Mode mode =
                switch (header.mode().map(Tree.Word::text).orElse("suggest")) {
                    case "enforce", "auto" -> Policy.Mode.AUTO;
                    case "off" -> Policy.Mode.OFF;
                    case "suggest" -> Policy.Mode.SUGGEST;
                    case "approve" -> Policy.Mode.APPROVE;
                    case "shadow" -> Policy.Mode.SHADOW;
                    case "dry_run" -> Policy.Mode.DRY_RUN;
                    default ->
                            throw unit.error(
                                    Diagnostic.error(
                                                    "TR002",
                                                    header.mode().orElseThrow().span(),
                                                    "there is no mode `"
                                                            + header.mode().orElseThrow().text()
                                                            + "`")
                                            .help(
                                                    "modes are off, suggest, approve, enforce, shadow, dry_run"));
                };
        return new Policy(header.name().text(), header.version(), header.owner(), mode);
    }

    /// Predicates and functions, those that are asked before those that ask.
    private void derive(Unit unit) {
        DeclarationLinker declarations = new DeclarationLinker(unit, temporals);
        Map<String, List<Tree.Item>> byName = new LinkedHashMap<>();
        for (Tree.Item item : unit.tree().items()) {
            if (item instanceof Tree.PredicateItem || item instanceof Tree.FunctionItem) {
                byName.computeIfAbsent(item.name().text(), _ -> new ArrayList<>()).add(item);
            }
        }
        for (List<String> group : new Dependencies(unit.tree()).order(findings)) {
            for (String name : group) {
                derive(declarations, byName.getOrDefault(name, List.of()));
            }
        }
    }

    private void derive(DeclarationLinker declarations, List<Tree.Item> items) {
        List<Tree.PredicateItem> clauses = new ArrayList<>();
        for (Tree.Item item : items) {
            if (item instanceof Tree.PredicateItem clause) {
                clauses.add(clause);
            } else if (item instanceof Tree.FunctionItem function) {
                attempt(() -> declarations.function(function)).ifPresent(functions::add);
            }
        }
        if (!clauses.isEmpty()) {
            attempt(() -> predicate(declarations, clauses)).ifPresent(predicates::add);
        }
    }

    private static Declaration.Predicate predicate(
            DeclarationLinker declarations, List<Tree.PredicateItem> items) {
        Tree.PredicateItem first = items.getFirst();
        List<Declaration.Clause> clauses = new ArrayList<>();
        for (Tree.PredicateItem item : items) {
            clauses.add(declarations.clause(item, declarations.parameters(item.params())));
        }
        return new Declaration.Predicate(
                first.span(),
                declarations.name(first.name()),
                declarations.parameters(first.params()),
                clauses);
    }

    private Program program() {
        return new Program(
                policies,
                percepts,
                events,
                beliefs,
                predicates,
                functions,
                resources,
                actions,
                procedures,
                tasks,
                guardrails,
                temporals.count());
    }
}
