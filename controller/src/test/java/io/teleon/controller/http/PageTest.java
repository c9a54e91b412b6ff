package io.teleon.controller.http;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.teleon.controller.loop.Answer;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.report.MadeUpAutonomy;
import java.net.BindException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The page as people see it, in Debian's Chromium: what programs do, why, and how they are
/// stopped. Pictures of it are left in `target/page`, to be looked at.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageTest {

    private static final List<String> VIEWS =
            List.of(
                    "incidents",
                    "incidents/4",
                    "map",
                    "intents",
                    "intents/ATLAM5-ATLAng",
                    "approvals",
                    "actions",
                    "actions/12",
                    "forecasts",
                    "policies",
                    "audit");

    /// What is there once a view is, where that is no row of a list.
    private static final Map<String, String> SHOWN =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("incidents/4", ".one h1"),
                            Map.entry("intents", "tbody tr"),
                            Map.entry("intents/ATLAM5-ATLAng", ".two-states"),
                            Map.entry("approvals", ".question"),
                            Map.entry("actions/12", "#story h1"),
                            Map.entry("policies", ".task"),
                            Map.entry("audit", "tbody tr")));

    private final MadeUpController controller = new MadeUpController(MadeUpView.noon());
    private final HttpServer server = start();

    @SuppressWarnings("NullAway.Init") // before all tests
    private Chromium chromium;

    @SuppressWarnings("NullAway.Init") // before each test
    private Page page;

    private HttpServer start() {
        try {
            return HttpServer.start(
                    new HttpSettings("127.0.0.1", 0),
                    controller,
                    MadeUpPast.until(MadeUpView.NOON),
                    Pace.REAL,
                    InstantSource.fixed(MadeUpView.NOON));
        } catch (BindException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeAll
    void open() {
        chromium =
                Chromium.lookingAt(
                        "http://127.0.0.1:" + server.address().getPort() + "/",
                        Path.of("target/page"));
    }

    @AfterAll
    void shut() {
        if (chromium != null) {
            chromium.close();
        }
        server.close();
    }

    @BeforeEach
    void visit() {
        controller.asked.clear();
        controller.answers(new Answer.Accepted(true));
        controller.view.set(MadeUpView.noon());
        page = chromium.visit("", ColorScheme.LIGHT, 1_440, 1_000);
        assertThat(page.locator(".actions .action").first()).isVisible();
    }

    @AfterEach
    void leave() {
        page.context().close();
        chromium.assertContent();
    }

    private void paused() {
        controller.view.set(MadeUpView.noonWith(MadeUpAutonomy.pausedAt(MadeUpView.NOON)));
    }

    private void go(String place) {
        page.evaluate("place => { location.hash = place; }", place);
    }

    @Test
    void theHeadlineSaysWhatIsWrongWhatIsForeseenAndWhatWasDone() {
        Locator headline = page.locator(".headline");
        for (String part :
                List.of(
                        "Needs a look",
                        "128 of 132 intents are installed",
                        "2 directions of links are down",
                        "It foresees DNVRng → KSCYng at up to 9",
                        "In the last hour it acted",
                        "1 question waits for a yes or no")) {
            assertThat(headline).containsText(part);
        }
        chromium.picture(page, "incidents-light");
    }

    @Test
    void theBannerSaysByWhomSinceWhenAndWhyAutonomyIsPaused() {
        assertThat(page.locator(".paused")).isHidden();
        assertThat(page.locator(".autonomy")).containsText("autonomy on");
        paused();
        assertThat(page.locator(".paused"))
                .containsText(
                        "Autonomy is paused by ada since 11:47:26, 12 min 34 s ago: storm over the"
                                + " Rockies, hands only");
        assertThat(page.locator(".autonomy")).containsText("autonomy paused");
        // It stays in sight on every view, however far down.
        go("#/intents");
        page.mouse().wheel(0, 2_000);
        assertThat(page.locator(".paused")).isInViewport();
        chromium.picture(page, "paused");
    }

    @Test
    void pausingTakesAConfirmationAndSaysWhy() throws InterruptedException {
        page.keyboard().press("p");
        assertThat(page.locator("dialog.confirm")).isVisible();
        page.locator("dialog.confirm").getByText("Cancel").click();
        assertThat(page.locator("dialog.confirm")).hasCount(0);
        assertTrue(controller.asked.isEmpty(), "nothing is asked before it is confirmed");

        page.locator("#pause").click();
        page.locator("dialog.confirm input").fill("storm");
        page.locator("dialog.confirm button[type=submit]").click();
        assertThat(page.locator("dialog.confirm")).hasCount(0);
        assertEquals(new Ask.Pause("storm", "operator"), controller.asked.take());

        paused();
        page.locator("#resume").click();
        page.locator("dialog.confirm button[type=submit]").click();
        assertThat(page.locator("dialog.confirm")).hasCount(0);
        assertEquals(new Ask.Resume("operator"), controller.asked.take());
    }

    @Test
    void whatTheControllerSaysAgainstItIsShownBesideTheButton() {
        controller.answers(
                new Answer.Rejected(Answer.Reason.BUSY, "4096 requests are waiting already"));
        page.locator("#pause").click();
        page.locator("dialog.confirm button[type=submit]").click();
        assertThat(page.locator("dialog.confirm .note"))
                .hasText("4096 requests are waiting already");
        // The browser itself notes every answer that is no success.
        chromium.complaints().removeIf(text -> text.contains("503"));
    }

    @Test
    void whoIsAskedForAYesSeesWhatItWouldDoAndHowItIsUndone() throws InterruptedException {
        go("#/approvals");
        Locator question = page.locator(".question");
        assertThat(question).hasCount(1);
        for (String part :
                List.of(
                        "shape(IPLSng>ATLAng, bronze, 120 Mbps)",
                        "IPLSng-ATLAng: limited to 80 Mbps",
                        "carried(L) <= 0.95 * capacity(L) within 60 s, else it is undone",
                        "2 intents",
                        "2 limits are lifted",
                        "no answer is a no")) {
            assertThat(question).containsText(part);
        }
        chromium.picture(page, "approvals-light");
        question.getByText("Approve").click();
        assertEquals(new Ask.Decide(7, true, "operator"), controller.asked.take());
        question.getByText("Deny").click();
        assertEquals(new Ask.Decide(7, false, "operator"), controller.asked.take());
    }

    @Test
    void anActionTellsItsStoryOnOneClockAndCanBeTakenBack() throws InterruptedException {
        assertThat(page.locator(".actions .action")).hasCount(6);
        page.locator("[data-action='12']").click();
        Locator story = page.locator("#story");
        for (String part :
                List.of(
                        "carried 8.31 -> 6.84 Gbit/s",
                        "forecast(offered(DNVRng>KSCYng), 15 min).p90",
                        "9.31 Gbit/s (94 %)",
                        "improves",
                        "by STTLng: busiest link 97 %; rejected",
                        "congestion.move_rate: moved_in(15 min) is 4 % of 10 %",
                        "P = DNVRng-SNVAng-LOSAng-HSTNng-KSCYng",
                        "by port counters",
                        "never observed")) {
            assertThat(story).containsText(part);
        }
        List<String> times = story.locator(".timeline time").allTextContents();
        assertEquals(times.stream().sorted().toList(), times, "one clock");
        chromium.picture(page, "action-light");
        story.getByText("Undo").first().click();
        page.locator("dialog.confirm button[type=submit]").click();
        assertEquals(new Ask.UndoAction(12, "operator"), controller.asked.take());
        assertThat(page.locator("dialog.confirm")).hasCount(0);
        page.keyboard().press("Escape");
        assertThat(story).isHidden();
    }

    @Test
    void aClickOnALinkOfTheMapTellsItsStoryWithItsForecast() {
        go("#/map");
        page.waitForFunction(
                "id => document.querySelector('map-view net-map')?.spotOf(id)",
                MadeUpAutonomy.BUSY.toString());
        page.evaluate(
                "id => { const { x, y } = document.querySelector('map-view net-map').spotOf(id);"
                        + " document.elementFromPoint(x, y).dispatchEvent(new MouseEvent('click',"
                        + " { clientX: x, clientY: y, bubbles: true })); }",
                MadeUpAutonomy.BUSY.toString());
        Locator story = page.locator("map-view aside");
        assertThat(story).containsText("DNVRng → KSCYng");
        assertThat(story).containsText("ensemble, skill 0.31");
        assertThat(story).containsText("licensed: programs may act on it");
        assertThat(story.locator("series-chart canvas")).isVisible();
        assertThat(story).containsText("shift DNVRng>KSCYng");
        chromium.picture(page, "link-light");
    }

    @Test
    void theTreeShowsWhichRulesHoldAndWhyOthersDoNot() {
        go("#/policies");
        Locator task = page.locator(".task").first();
        assertThat(task.locator(".fires")).containsText("move");
        assertThat(task.locator(".fires .truth")).containsText("true");
        Locator other = page.locator(".task").nth(1);
        assertThat(other).containsText("blocked");
        assertThat(other).containsText("cooldown 4 min");
        assertThat(other).containsText("unknown");
        other.locator("button.rule[data-key$='.plan']").click();
        assertThat(page.locator(".explained")).containsText("off by 40 Mbps");
        task.locator("button.rule[data-key$='.move']").click();
        assertThat(page.locator(".explained")).containsText("8.31 Gbps");
        chromium.picture(page, "policies-light");
    }

    @Test
    void theForecastsShowPredictedBesideActualAndTheModelsLicence() {
        go("#/forecasts");
        assertThat(page.locator("forecasts-view .one")).containsText("lay inside the band");
        assertThat(page.locator("forecasts-view .model")).containsText("MXNet");
        assertThat(page.locator("forecasts-view .model")).containsText("41 of 162 series");
        assertThat(page.locator("forecasts-view series-chart canvas")).hasCount(2);
        chromium.picture(page, "forecasts-light");
    }

    @Test
    void theMapCanBeReadAndUsedByKeys() {
        go("#/map");
        Locator canvas = page.locator("map-view canvas");
        assertThat(canvas).hasAttribute("aria-label", Pattern.compile(".*Busiest: .*"));
        canvas.focus();
        page.keyboard().press("ArrowRight");
        assertThat(page.locator("map-view net-map [aria-live]")).not().isEmpty();
        page.keyboard().press("Enter");
        assertThat(page.locator("map-view aside h2")).hasText("ATLAM5");
        page.keyboard().press("3");
        assertThat(page.locator("intents-view tbody tr").first()).isVisible();
    }

    @Test
    void nobodyIsKeptOutOfAnyViewByLight() {
        assertNobodyIsKeptOut(ColorScheme.LIGHT);
    }

    @Test
    void nobodyIsKeptOutOfAnyViewInTheDark() {
        assertNobodyIsKeptOut(ColorScheme.DARK);
    }

    private void assertNobodyIsKeptOut(ColorScheme scheme) {
        Page visited = chromium.visit("", scheme, 1_440, 1_000);
        List<String> faults = new ArrayList<>();
        for (String view : VIEWS) {
            show(visited, view);
            chromium.picture(
                    visited,
                    view.replace('/', '-') + (scheme == ColorScheme.DARK ? "-dark" : "-light"));
            // One row of a list is like another, and each takes its time.
            new AxeBuilder(visited)
                            .exclude("tbody tr:nth-child(n+5)")
                            .exclude(".rows > :nth-child(n+5)")
                            .exclude(".events > :nth-child(n+5)")
                            .analyze()
                            .getViolations()
                            .stream()
                            .filter(rule ->
                                    List.of("serious", "critical").contains(rule.getImpact()))
                            .forEach(rule -> faults.add(view + ": " + told(rule)));
        }
        visited.context().close();
        assertEquals(List.of(), faults);
    }

    private static void show(Page visited, String view) {
        visited.evaluate("view => { location.hash = '#/' + view; }", view);
        assertThat(visited.locator(view.split("/", -1)[0] + "-view")).isVisible();
        assertThat(visited.locator(SHOWN.getOrDefault(view, ".row")).first()).isVisible();
    }

    private static String told(Rule rule) {
        return rule.getId()
                + ": "
                + rule.getHelp()
                + " "
                + rule.getNodes().stream().limit(4).map(n -> n.getHtml()).toList();
    }

    @Test
    void aPhoneShowsAllOfIt() {
        Page phone = chromium.visit("", ColorScheme.DARK, 390, 844);
        for (String view : VIEWS) {
            show(phone, view);
            assertEquals(
                    390,
                    phone.evaluate("document.documentElement.scrollWidth"),
                    "nothing hangs over the edge of " + view);
            chromium.picture(phone, view.replace('/', '-') + "-phone");
        }
        phone.context().close();
    }

    @Test
    void aWallShowsItLargeAndNothingToPress() {
        Page wall = chromium.visit("#/incidents?wall=1", ColorScheme.DARK, 1_920, 1_080);
        assertThat(wall.locator(".actions .action").first()).isVisible();
        assertThat(wall.locator("nav")).isHidden();
        assertEquals(1_920, wall.evaluate("document.documentElement.scrollWidth"));
        chromium.picture(wall, "wall");
        wall.keyboard().press("w");
        assertThat(wall.locator("nav")).isVisible();
        wall.context().close();
    }

    @Test
    void aMomentOfThePastIsShownAsItWas() {
        page.waitForFunction(
                "() => fetch('/api/v1/moments').then(a => a.json()).then(m => m.moments.length > 0)");
        controller.view.set(MadeUpView.at(MadeUpView.NOON.plusSeconds(600), 0.5));
        page.waitForFunction(
                "() => fetch('/api/v1/moments').then(a => a.json()).then(m => m.moments.length > 1)");
        String noon = URLEncoder.encode(MadeUpView.NOON.toString(), StandardCharsets.UTF_8);
        go("#/map?at=" + noon);
        assertThat(page.locator("time-bar .moment")).containsText("12:00:00, 10 min ago");
        assertThat(page.locator("body.is-past")).hasCount(1);
        page.keyboard().press("n");
        assertThat(page.locator("time-bar .moment")).containsText("now, 12:10:00");
    }
}
