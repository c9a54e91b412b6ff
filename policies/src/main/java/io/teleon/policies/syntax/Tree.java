package io.teleon.policies.syntax;

import java.util.List;
import java.util.Optional;

/// What a file of programs says, before any name in it means anything.
///
/// @param header absent only where the parser did not find one, which it reports
public record Tree(Source source, Optional<Header> header, List<Import> imports, List<Item> items) {

    public Tree {
        imports = List.copyOf(imports);
        items = List.copyOf(items);
    }

    /// @param library whether it is a library and not a policy
    /// @param mode empty without one
    public record Header(
            Span span,
            boolean library,
            Word name,
            String version,
            String owner,
            Optional<Word> mode) {}

    public record Import(Span span, Word unit) {}

    /// A name where it stands.
    public record Word(Span span, String text) {}

    /// A number with its unit, where it has one.
    public record Amount(Span span, String number, Optional<Quantities.Unit> unit) {}

    /// @param type absent where it is to be inferred
    public record Param(Word name, Optional<TypeRef> type) {}

    public sealed interface TypeRef {
        Span span();

        record Named(Word name) implements TypeRef {
            @Override
            public Span span() {
                return name.span();
            }
        }

        record Words(Span span, List<Word> words) implements TypeRef {
            public Words {
                words = List.copyOf(words);
            }
        }
    }

    // --- declarations

    public sealed interface Item {
        Span span();

        Word name();
    }

    /// @param type empty for `entity`: a new kind of thing
    public record TypeItem(Span span, Word name, Optional<TypeRef> type) implements Item {}

    public record PerceptItem(
            Span span,
            Word name,
            List<TypeRef> key,
            Optional<TypeRef> value,
            Amount fresh,
            Optional<Word> forecast)
            implements Item {
        public PerceptItem {
            key = List.copyOf(key);
        }
    }

    public record EventItem(Span span, Word name, List<TypeRef> arguments, Amount keep)
            implements Item {
        public EventItem {
            arguments = List.copyOf(arguments);
        }
    }

    public record BeliefItem(
            Span span, Word name, List<TypeRef> key, Optional<TypeRef> value, Optional<Amount> ttl)
            implements Item {
        public BeliefItem {
            key = List.copyOf(key);
        }
    }

    public record PredicateItem(Span span, Word name, List<Param> params, Expr body)
            implements Item {
        public PredicateItem {
            params = List.copyOf(params);
        }
    }

    public record FunctionItem(Span span, Word name, List<Param> params, TypeRef value, Expr body)
            implements Item {
        public FunctionItem {
            params = List.copyOf(params);
        }
    }

    public record ResourceItem(Span span, Word name, List<TypeRef> key, Optional<Amount> capacity)
            implements Item {
        public ResourceItem {
            key = List.copyOf(key);
        }
    }

    /// @param key absent where all parameters are
    public record ActionItem(
            Span span,
            Word name,
            List<Param> params,
            Word kind,
            Optional<List<Word>> key,
            Optional<Expr> requires,
            Optional<Expr> effect,
            Optional<Amount> within,
            List<Expr.Call> uses,
            Optional<Expr> blast,
            Optional<Expr.Call> undo,
            Optional<Word> handover,
            Optional<Amount> timeout,
            Optional<Word> risk)
            implements Item {
        public ActionItem {
            params = List.copyOf(params);
            uses = List.copyOf(uses);
        }
    }

    public record ProcedureItem(
            Span span,
            Word name,
            boolean atomic,
            List<Param> params,
            Optional<GoalClause> goal,
            Optional<UnknownClause> unknown,
            List<Expr.Call> uses,
            List<RuleNode> safety,
            List<RuleNode> rules)
            implements Item {
        public ProcedureItem {
            params = List.copyOf(params);
            uses = List.copyOf(uses);
            safety = List.copyOf(safety);
            rules = List.copyOf(rules);
        }
    }

    public record TaskItem(
            Span span,
            Word name,
            List<Param> each,
            Optional<Expr> where,
            Expr.Call run,
            Optional<Expr> priority,
            Optional<Amount> limit)
            implements Item {
        public TaskItem {
            each = List.copyOf(each);
        }
    }

    /// @param actions empty for `all`
    /// @param role of those who are asked, with the time they have
    public record GuardrailItem(
            Span span,
            Word name,
            List<Word> actions,
            Expr require,
            Word otherwise,
            Optional<Word> role,
            Optional<Amount> timeout)
            implements Item {
        public GuardrailItem {
            actions = List.copyOf(actions);
        }
    }

    // --- procedures

    /// @param achieve rather than maintain
    public record GoalClause(Span span, boolean achieve, Expr condition, Optional<Amount> within) {}

    /// @param kind `hold`, `skip` or `escalate`
    public record UnknownClause(Span span, String kind, Optional<Amount> hold) {}

    /// @param guard absent for `otherwise`
    public record RuleNode(
            Span span,
            Word label,
            Optional<Expr> guard,
            Optional<ChooseClause> choose,
            List<Modifier> modifiers,
            Body body,
            List<UpdateNode> updates) {
        public RuleNode {
            modifiers = List.copyOf(modifiers);
            updates = List.copyOf(updates);
        }
    }

    public record ChooseClause(boolean least, Expr by) {}

    /// @param kind `while until min max cooldown at sustains`
    /// @param times of `at most`
    public record Modifier(
            Span span,
            String kind,
            Optional<Expr> condition,
            Optional<Amount> duration,
            Optional<Amount> times) {}

    /// @param form `nothing`, `all`, `seq` or `repeat`
    public record Body(Span span, String form, List<CallNode> calls) {
        public Body {
            calls = List.copyOf(calls);
        }
    }

    /// @param lasts in a sequence, how long
    public record CallNode(
            Span span,
            Expr.Call call,
            Optional<Word> approval,
            Optional<Amount> timeout,
            boolean dryRun,
            Optional<Amount> lasts) {}

    public sealed interface UpdateNode {
        Span span();

        record Remember(Span span, Expr.Call belief, Optional<Expr> value, Optional<Amount> ttl)
                implements UpdateNode {}

        record Forget(Span span, Expr.Call belief) implements UpdateNode {}

        record Notify(Span span, Word topic, Word message) implements UpdateNode {}
    }
}
