package io.teleon.tests.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Who may import whom, and where foreign types may be seen.
///
/// Every rule is built for a base package, so that the same rules run on `io.teleon` and on the
/// fixtures that must fail. To move a boundary, change one of the two tables here and nothing else.
final class Layering {

    /// A module with the modules it may import.
    record Module(String name, List<String> imports) {}

    static final List<Module> MODULES =
            List.of(
                    new Module("models", List.of()),
                    new Module("policies", List.of("models")),
                    new Module("agent", List.of("models", "policies")),
                    new Module("controller", List.of("models", "policies")),
                    new Module("simulator", List.of("models", "policies", "agent", "controller")));

    /// Foreign packages with the only packages of ours that may touch them. Mains may touch any of
    /// them: they are where the parts are put together.
    record Library(String name, List<String> packages, List<String> edges) {}

    static final List<Library> EDGE_LIBRARIES =
            List.of(
                    new Library(
                            "Netty",
                            List.of("io.netty.."),
                            List.of(
                                    "controller.southbound..",
                                    "controller.http..",
                                    "simulator.openflow..")),
                    new Library(
                            "the OpenFlow library",
                            List.of("org.projectfloodlight.."),
                            List.of(
                                    "controller.southbound..",
                                    "controller.cli..",
                                    "simulator.openflow..")),
                    new Library(
                            "JDBC and its companions",
                            List.of(
                                    "java.sql..",
                                    "javax.sql..",
                                    "org.jdbi..",
                                    "org.h2..",
                                    "org.flywaydb..",
                                    "com.zaxxer.."),
                            List.of("controller.jdbc..")),
                    new Library(
                            "Quartz", List.of("org.quartz.."), List.of("controller.schedule..")),
                    new Library(
                            "HTTP",
                            List.of(
                                    "com.linecorp..",
                                    "java.net.http..",
                                    "com.sun.net.httpserver.."),
                            List.of(
                                    "controller.http..",
                                    "controller.cli..",
                                    "controller.notice..",
                                    "agent.uplink..",
                                    // bench api is a client of the API it measures.
                                    "simulator.bench..")),
                    new Library(
                            "Jackson",
                            List.of("com.fasterxml.jackson.."),
                            List.of(
                                    "controller.http..",
                                    "controller.cli..",
                                    "controller.jdbc..",
                                    "controller.notice..",
                                    "agent.uplink..",
                                    "simulator.cli..")),
                    new Library("OSHI", List.of("oshi.."), List.of("agent.collect..")),
                    new Library(
                            "picocli",
                            List.of("picocli.."),
                            List.of("controller.cli..", "agent.cli..", "simulator.cli..")),
                    // Pictures are for people at a terminal.
                    new Library("charts", List.of("org.knowm.."), List.of("controller.cli..")),
                    new Library("DJL", List.of("ai.djl.."), List.of("models.learning.djl..")));

    /// Libraries that some packages may use inside, but that nobody may have to know in order to
    /// call those.
    static final List<Library> HIDDEN_LIBRARIES =
            List.of(
                    new Library(
                            "a pure-Java library of models",
                            List.of(
                                    "org.jgrapht..",
                                    "org.snakeyaml..",
                                    "org.hipparchus..",
                                    "com.amazon.randomcutforest.."),
                            List.of("models..")),
                    new Library(
                            "OTLP",
                            List.of("io.opentelemetry..", "com.google.protobuf.."),
                            List.of("agent.uplink..", "controller.telemetry..")));

    private Layering() {}

    /// One rule for each module: it imports no module but those it may.
    static List<ArchRule> moduleRules(String base) {
        return MODULES.stream()
                .<ArchRule>map(module -> {
                    String[] forbidden =
                            MODULES.stream()
                                    .map(Module::name)
                                    .filter(other -> !other.equals(module.name()))
                                    .filter(other -> !module.imports().contains(other))
                                    .map(other -> base + "." + other + "..")
                                    .toArray(String[]::new);
                    if (forbidden.length == 0) {
                        forbidden = new String[] {base + ".tests.."};
                    }
                    return noClasses()
                            .that()
                            .resideInAPackage(base + "." + module.name() + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(forbidden)
                            .because(module.name() + " may import " + module.imports());
                })
                .toList();
    }

    /// One rule for each library: only its edges, and mains, depend on it in any way.
    static List<ArchRule> edgeRules(String base) {
        return EDGE_LIBRARIES.stream()
                .<ArchRule>map(library -> onlyEdgesTouch(base, library))
                .toList();
    }

    /// One rule for each hidden library: only its users touch it, and even they show it to nobody.
    static List<ArchRule> hiddenRules(String base) {
        return HIDDEN_LIBRARIES.stream()
                .flatMap(library ->
                        Stream.of(
                                onlyEdgesTouch(base, library),
                                ArchRuleDefinition.classes()
                                        .that()
                                        .resideInAnyPackage(prefixed(base, library.edges()))
                                        .should(notShow(library))
                                        .because(
                                                "callers must not have to know " + library.name())))
                .toList();
    }

    private static ArchRule onlyEdgesTouch(String base, Library library) {
        return noClasses()
                .that(resideInAnyPackage(modulePackages(base)))
                .and(DescribedPredicate.not(resideInAnyPackage(prefixed(base, library.edges()))))
                .and(DescribedPredicate.not(mains()))
                .should()
                .dependOnClassesThat(resideInAnyPackage(library.packages().toArray(String[]::new)))
                .because(library.name() + " belongs to " + library.edges());
    }

    /// Classes that only put parts together: a name that ends in `Main`, with what is nested in it.
    static DescribedPredicate<JavaClass> mains() {
        return DescribedPredicate.describe(
                "are mains", type -> outermost(type).getSimpleName().endsWith("Main"));
    }

    static String[] modulePackages(String base) {
        return MODULES.stream()
                .map(module -> base + "." + module.name() + "..")
                .toArray(String[]::new);
    }

    static String[] prefixed(String base, List<String> packages) {
        return packages.stream().map(name -> base + "." + name).toArray(String[]::new);
    }

    static JavaClass outermost(JavaClass type) {
        JavaClass outer = type;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer;
    }

    private static ArchCondition<JavaClass> notShow(Library library) {
        DescribedPredicate<JavaClass> foreign =
                resideInAnyPackage(library.packages().toArray(String[]::new));
        return new ArchCondition<>("not show " + library.name() + " in a public signature") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!isVisible(type)) {
                    return;
                }
                for (String shown : shownTypes(type, foreign)) {
                    events.add(SimpleConditionEvent.violated(type, shown));
                }
            }
        };
    }

    private static List<String> shownTypes(JavaClass type, Predicate<JavaClass> foreign) {
        List<String> shown = new ArrayList<>();
        Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream())
                .flatMap(parent -> parent.getAllInvolvedRawTypes().stream())
                .filter(foreign)
                .forEach(parent -> shown.add(type.getName() + " extends " + parent.getName()));
        for (JavaMember member : type.getMembers()) {
            if (!isVisible(member.getModifiers())) {
                continue;
            }
            signature(member)
                    .flatMap(part -> part.getAllInvolvedRawTypes().stream())
                    .filter(foreign)
                    .distinct()
                    .forEach(part -> shown.add(member.getFullName() + " shows " + part.getName()));
        }
        return shown;
    }

    private static Stream<JavaType> signature(JavaMember member) {
        return switch (member) {
            case JavaField field -> Stream.of(field.getType());
            case JavaCodeUnit code ->
                    Stream.concat(
                            Stream.of(code.getReturnType()),
                            Stream.concat(
                                    code.getParameterTypes().stream(),
                                    code.getExceptionTypes().stream()));
            default -> Stream.empty();
        };
    }

    private static boolean isVisible(JavaClass type) {
        return isVisible(type.getModifiers())
                && type.getEnclosingClass().map(Layering::isVisible).orElse(true);
    }

    private static boolean isVisible(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC)
                || modifiers.contains(JavaModifier.PROTECTED);
    }
}
