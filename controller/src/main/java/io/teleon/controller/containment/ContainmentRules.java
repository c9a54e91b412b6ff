package io.teleon.controller.containment;

import io.teleon.controller.flow.Cookie;
import io.teleon.controller.flow.FlowKey;
import io.teleon.controller.flow.FlowRule;
import io.teleon.controller.flow.Pipeline;
import io.teleon.controller.openflow.Instruction;
import io.teleon.controller.openflow.Match;
import io.teleon.controller.openflow.MatchField;
import java.util.List;

/// The rules by which a host is contained, in the first table at its port: above everything but
/// discovery, so above every intent, and below it, so that the controller's own frames pass. What
/// it asks has a rule of its own whatever else is kept back, so that it is counted whether it goes
/// on.
final class ContainmentRules {

    /// Within a band: above the rule that keeps back questions alone.
    private static final int SHUT = 10;

    private static final int SHUT_QUESTIONS = 20;

    private ContainmentRules() {}

    static List<FlowRule> of(Containment wanted) {
        Match all = Match.builder().inPort(wanted.point().port()).build();
        Match questions =
                Match.builder()
                        .inPort(wanted.point().port())
                        .untagged()
                        .ethType(Pipeline.ARP_ETHER_TYPE)
                        .build();
        int band = Pipeline.containmentPriority(wanted.precedence());
        return switch (wanted.extent()) {
            case QUESTIONS ->
                    List.of(
                            rule(
                                    wanted,
                                    band,
                                    questions,
                                    new Instruction.GotoTable(Pipeline.CLASSIFY)));
            case EVERYTHING ->
                    List.of(
                            rule(wanted, band + SHUT_QUESTIONS, questions),
                            rule(wanted, band + SHUT, all));
        };
    }

    /// Whether an entry counts what a host asks.
    static boolean countsQuestions(Match match) {
        return match.terms().stream().anyMatch(term -> term.field() == MatchField.ETH_TYPE);
    }

    private static FlowRule rule(
            Containment wanted, int priority, Match match, Instruction... instructions) {
        return new FlowRule(
                wanted.point().datapath(),
                new FlowKey(Pipeline.ADMISSION, priority, match),
                List.of(instructions),
                Cookie.ofContainment(wanted.serial(), wanted.precedence()));
    }
}
