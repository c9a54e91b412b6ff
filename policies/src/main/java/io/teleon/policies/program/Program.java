package io.teleon.policies.program;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One or more policies with all the libraries they import, ready to run together: they share
/// percepts, actions and resources of their libraries, so that two policies never fight over a link
/// without knowing of each other.
///
/// Lists are in the order of files and of the text in them; names are unique.
///
/// @param temporalOperators how many there are; each has a number below
public record Program(
        List<Policy> policies,
        List<Declaration.Percept> percepts,
        List<Declaration.Event> events,
        List<Declaration.Belief> beliefs,
        List<Declaration.Predicate> predicates,
        List<Declaration.Function> functions,
        List<Declaration.Resource> resources,
        List<Declaration.Action> actions,
        List<Procedure> procedures,
        List<Task> tasks,
        List<Declaration.Guardrail> guardrails,
        int temporalOperators) {

    public Program {
        policies = List.copyOf(policies);
        percepts = List.copyOf(percepts);
        events = List.copyOf(events);
        beliefs = List.copyOf(beliefs);
        predicates = List.copyOf(predicates);
        functions = List.copyOf(functions);
        resources = List.copyOf(resources);
        actions = List.copyOf(actions);
        procedures = List.copyOf(procedures);
        tasks = List.copyOf(tasks);
        guardrails = List.copyOf(guardrails);
    }

    public Map<Name, Declaration.Percept> perceptsByName() {
        return byName(percepts);
    }

    public Map<Name, Declaration.Event> eventsByName() {
        return byName(events);
    }

    public Map<Name, Declaration.Belief> beliefsByName() {
        return byName(beliefs);
    }

    public Map<Name, Declaration.Predicate> predicatesByName() {
        return byName(predicates);
    }

    public Map<Name, Declaration.Function> functionsByName() {
        return byName(functions);
    }

    public Map<Name, Declaration.Resource> resourcesByName() {
        return byName(resources);
    }

    public Map<Name, Declaration.Action> actionsByName() {
        return byName(actions);
    }

    public Map<Name, Procedure> proceduresByName() {
        Map<Name, Procedure> byName = new TreeMap<>();
        procedures.forEach(procedure -> byName.put(procedure.name(), procedure));
        return byName;
    }

    /// Libraries have no head of their own: what they declare has the mode of whoever uses it.
    public Map<String, Policy> policiesByName() {
        Map<String, Policy> byName = new TreeMap<>();
        policies.forEach(policy -> byName.put(policy.name(), policy));
        return byName;
    }

    private static <D extends Declaration> Map<Name, D> byName(Collection<D> declarations) {
        Map<Name, D> byName = new TreeMap<>();
        declarations.forEach(declaration -> byName.put(declaration.name(), declaration));
        return byName;
    }
}
