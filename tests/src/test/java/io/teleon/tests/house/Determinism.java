package io.teleon.tests.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.function.Predicate;

/// The calls that would let a wall clock, chance, the scheduler or hash order into the logic.
///
/// The same seed must give the same transcript in two processes, so logic takes `now` and
/// randomness as arguments. Allowed to make these calls are only
///
/// - the edge packages in [#EDGES]: they touch the world and are replaced in a simulation;
/// - mains (`...Main`), which put the parts together;
/// - classes named `...Runner`, which own a thread, and `Wall...`, which are the machine's clock
///   behind an interface.
///
/// What no rule can see: iterating a `HashMap` through a variable of type `Map`. Golden transcripts
/// compared between two processes catch that.
final class Determinism {

    static final List<String> EDGES =
            List.of(
                    "controller.southbound..",
                    "controller.http..",
                    "controller.jdbc..",
                    "controller.notice..",
                    "controller.schedule..",
                    "controller.cli..",
                    "agent.collect..",
                    "agent.uplink..",
                    "agent.cli..",
                    "simulator.bench..",
                    "simulator.cli..",
                    "simulator.lab..");

    /// A family of calls with what to do instead.
    record Forbidden(String what, String instead, Predicate<CodeUnitAccessTarget> calls) {}

    static final List<Forbidden> FORBIDDEN =
            List.of(
                    new Forbidden(
                            "reads the wall clock",
                            "take now as an argument",
                            Determinism::readsClock),
                    new Forbidden("waits", "set a deadline in the loop", Determinism::waits),
                    new Forbidden(
                            "draws chance of its own",
                            "take a seeded generator",
                            Determinism::drawsChance),
                    new Forbidden(
                            "runs in parallel",
                            "return the work as an effect",
                            Determinism::runsInParallel),
                    new Forbidden(
                            "depends on hash order",
                            "use a list, an EnumMap, or a sorted or sequenced collection",
                            Determinism::dependsOnHashOrder));

    private Determinism() {}

    /// One rule for each family, for the production code below a base package.
    static List<ArchRule> rules(String base) {
        return FORBIDDEN.stream()
                .<ArchRule>map(forbidden ->
                        classes()
                                .that(resideInAnyPackage(Layering.modulePackages(base)))
                                .and(DescribedPredicate.not(edges(base)))
                                .should(notMake(forbidden))
                                .because(
                                        "logic must give the same answer in every run; "
                                                + forbidden.instead()))
                .toList();
    }

    private static DescribedPredicate<JavaClass> edges(String base) {
        return resideInAnyPackage(Layering.prefixed(base, EDGES))
                .or(Layering.mains())
                .or(
                        DescribedPredicate.describe(
                                "own a thread or the machine's clock",
                                type -> {
                                    String name = Layering.outermost(type).getSimpleName();
                                    return name.endsWith("Runner") || name.startsWith("Wall");
                                }));
    }

    private static ArchCondition<JavaClass> notMake(Forbidden forbidden) {
        return new ArchCondition<>("make no call that " + forbidden.what()) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                // Accesses, not calls: Instant::now reads the clock as well.
                for (JavaCodeUnitAccess<?> access : type.getCodeUnitAccessesFromSelf()) {
                    if (forbidden.calls().test(access.getTarget())) {
                        events.add(SimpleConditionEvent.violated(access, access.getDescription()));
                    }
                }
            }
        };
    }

    private static boolean readsClock(CodeUnitAccessTarget call) {
        String owner = call.getOwner().getName();
        return switch (owner) {
            case "java.lang.System" -> isOneOf(call, "currentTimeMillis", "nanoTime");
            case "java.time.Clock" ->
                    call.getName().startsWith("system") || call.getName().startsWith("tick");
            case "java.time.InstantSource" -> call.getName().equals("system");
            case "java.util.Date" -> isConstructor(call, 0);
            case "java.util.Calendar" -> call.getName().equals("getInstance");
            default ->
                    owner.startsWith("java.time.")
                            && call.getName().equals("now")
                            && call.getRawParameterTypes().stream()
                                    .noneMatch(type -> type.getName().equals("java.time.Clock"));
        };
    }

    private static boolean waits(CodeUnitAccessTarget call) {
        return switch (call.getOwner().getName()) {
            case "java.lang.Thread", "java.util.concurrent.TimeUnit" ->
                    call.getName().equals("sleep");
            case "java.util.concurrent.locks.LockSupport" -> call.getName().startsWith("park");
            default ->
                    call.getName().equals("wait")
                            && call.getOwner().getName().equals("java.lang.Object");
        };
    }

    private static boolean drawsChance(CodeUnitAccessTarget call) {
        return switch (call.getOwner().getName()) {
            case "java.lang.Math", "java.lang.StrictMath" -> call.getName().equals("random");
            case "java.util.Random", "java.util.SplittableRandom" -> isConstructor(call, 0);
            case "java.security.SecureRandom" -> true;
            case "java.util.concurrent.ThreadLocalRandom" -> call.getName().equals("current");
            case "java.util.random.RandomGenerator" -> isOneOf(call, "getDefault", "of");
            case "java.util.UUID" -> call.getName().equals("randomUUID");
            case "java.util.Collections" ->
                    call.getName().equals("shuffle") && call.getRawParameterTypes().size() == 1;
            default -> false;
        };
    }

    private static boolean runsInParallel(CodeUnitAccessTarget call) {
        String owner = call.getOwner().getName();
        return switch (owner) {
            case "java.util.concurrent.Executors", "java.util.concurrent.ForkJoinPool" -> true;
            case "java.lang.Thread" ->
                    call.getName().equals("<init>")
                            || isOneOf(
                                    call, "start", "startVirtualThread", "ofVirtual", "ofPlatform");
            case "java.util.Timer" -> call.getName().equals("<init>");
            case "java.util.concurrent.CompletableFuture" -> call.getName().endsWith("Async");
            default ->
                    call.getName().equals("parallelStream")
                            || (owner.startsWith("java.util.stream.")
                                    && call.getName().equals("parallel"));
        };
    }

    /// `Map.of` and its kin are iterated in an order that differs between two starts of the JVM;
    /// these collectors make a `HashMap` or `HashSet`.
    private static boolean dependsOnHashOrder(CodeUnitAccessTarget call) {
        int parameters = call.getRawParameterTypes().size();
        return switch (call.getOwner().getName()) {
            case "java.util.Map" ->
                    isOneOf(call, "copyOf", "ofEntries")
                            || (call.getName().equals("of") && parameters > 2);
            case "java.util.Set" ->
                    call.getName().equals("copyOf")
                            || (call.getName().equals("of")
                                    && (parameters > 1
                                            || call.getRawParameterTypes().stream()
                                                    .anyMatch(JavaClass::isArray)));
            case "java.util.stream.Collectors" ->
                    switch (call.getName()) {
                        case "toSet", "toUnmodifiableSet", "toUnmodifiableMap" -> true;
                        case "toMap" -> parameters < 4;
                        case "groupingBy" -> parameters < 3;
                        default -> false;
                    };
            case "java.lang.System" -> call.getName().equals("identityHashCode");
            default -> false;
        };
    }

    private static boolean isOneOf(CodeUnitAccessTarget call, String... names) {
        return List.of(names).contains(call.getName());
    }

    private static boolean isConstructor(CodeUnitAccessTarget call, int parameters) {
        return call.getName().equals("<init>") && call.getRawParameterTypes().size() == parameters;
    }
}
