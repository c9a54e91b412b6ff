package io.teleon.tests.bench.policy;

import io.teleon.tests.bench.policy.Links.Delta;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.Results;
import org.kie.api.conf.EventProcessingOption;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.conf.ClockTypeOption;
import org.kie.api.runtime.rule.FactHandle;
import org.kie.api.time.SessionPseudoClock;

/// The rules of `care.tr` run by Drools in stream mode, as its executable model, on a clock that we
/// set.
public final class DroolsCare implements Contender {

    /// Two ways to say in that language that the first rule that holds decides. Which is faster
    /// depends on what changes, so the engine is held against both.
    enum Encoding {
        /// A link is decided by the first match in the order of salience, and again with each
        /// update.
        FLAGS("care_flags.drl"),
        /// Guards that hold are facts, kept by truth maintenance; the first of them decides.
        LOGICAL("care_logical.drl");

        private final String file;

        Encoding(String file) {
            this.file = file;
        }

        String text() {
            return Resources.text(file);
        }
    }

    private final Encoding encoding;
    private final KieSession session;
    private final SessionPseudoClock clock;
    private final List<CareLink> links = new ArrayList<>();
    private final List<FactHandle> handles = new ArrayList<>();
    private final List<String> transitions = new ArrayList<>();
    private Optional<Instant> before = Optional.empty();
    private long nanos;

    DroolsCare(Encoding encoding, int count) {
        this.encoding = encoding;
        session = base(encoding).newKieSession(configuration(), null);
        clock = session.getSessionClock();
        session.setGlobal("care", this);
        for (int link = 0; link < count; link++) {
            links.add(new CareLink(Links.name(link)));
        }
    }

    static String version() {
        return KieServices.get().getClass().getPackage().getImplementationVersion();
    }

    private static KieSessionConfiguration configuration() {
        KieSessionConfiguration configuration = KieServices.get().newKieSessionConfiguration();
        configuration.setOption(ClockTypeOption.PSEUDO);
        return configuration;
    }

    private static KieBase base(Encoding encoding) {
        KieServices services = KieServices.get();
        KieFileSystem files = services.newKieFileSystem();
        files.write("src/main/resources/bench/" + encoding.file, encoding.text());
        Results results =
                services.newKieBuilder(files).buildAll(ExecutableModelProject.class).getResults();
        if (results.hasMessages(Message.Level.ERROR)) {
            throw new IllegalStateException(results.getMessages().toString());
        }
        var options = services.newKieBaseConfiguration();
        options.setOption(EventProcessingOption.STREAM);
        return services.newKieContainer(services.getRepository().getDefaultReleaseId())
                .newKieBase(options);
    }

    /// Deltas of one link stand together and are told as one update of these properties.
    @Override
    public List<String> step(List<Delta> deltas, Instant now) {
        long begin = System.nanoTime();
        transitions.clear();
        before.ifPresent(then ->
                clock.advanceTime(
                        java.time.Duration.between(then, now).toMillis(), TimeUnit.MILLISECONDS));
        before = Optional.of(now);
        for (int i = 0; i < deltas.size(); ) {
            int link = deltas.get(i).link();
            int end = i;
            while (end < deltas.size() && deltas.get(end).link() == link) {
                end++;
            }
            tell(links.get(link), link, deltas.subList(i, end));
            i = end;
        }
        session.fireAllRules();
        nanos = System.nanoTime() - begin;
        return List.copyOf(transitions);
    }

    private void tell(CareLink link, int number, List<Delta> deltas) {
        deltas.forEach(delta -> link.measure(delta.quality(), delta.value()));
        if (number == handles.size()) {
            handles.add(session.insert(link));
            return;
        }
        List<String> properties = new ArrayList<>();
        if (encoding == Encoding.FLAGS) {
            properties.add("decided");
        }
        deltas.forEach(delta -> properties.add(delta.quality().property()));
        session.update(handles.get(number), link, properties.toArray(String[]::new));
    }

    /// From the rules: an action is to begin.
    public void start(CareLink link, String action, String why) {
        transitions.add("START %s(%s) %s".formatted(action, link.getName(), why));
    }

    /// From the rules: an action goes on for another reason.
    public void change(CareLink link, String action, String why) {
        transitions.add("MODIFY %s(%s) %s".formatted(action, link.getName(), why));
    }

    /// From the rules: an action is to end.
    public void stop(CareLink link, String action) {
        transitions.add("STOP %s(%s)".formatted(action, link.getName()));
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public long guardEvaluations() {
        return 0;
    }

    @Override
    public void close() {
        session.dispose();
    }
}
