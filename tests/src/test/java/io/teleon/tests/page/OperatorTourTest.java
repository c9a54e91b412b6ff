package io.teleon.tests.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A night on call, in Debian's Chromium over a demo: every view is used, nothing is asked of
/// another host and nothing is complained of. Pictures are left in `target/page`, to be looked at.
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class OperatorTourTest {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path PICTURES = Path.of("target/page");

    /// A machine that builds is a slow one.
    private static final double PATIENCE_MILLIS = 40_000;

    private final List<String> complaints = new CopyOnWriteArrayList<>();

    @Test
    void anOperatorSeesWhatHappenedWhyAndWhatWasDoneAndStaysInCharge() throws Exception {
        boolean isThere = Files.isExecutable(CHROMIUM);
        assertTrue(isThere || !"true".equals(System.getenv("CI")), CHROMIUM + " is needed in CI");
        Assumptions.assumeTrue(isThere, CHROMIUM + " is not there (Debian's package chromium)");
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        try (RunningDemo demo = RunningDemo.start("--speed", "20x");
                Playwright playwright =
                        Playwright.create(
                                new Playwright.CreateOptions()
                                        .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))) {
            Page page = visit(playwright, demo);
            try {
                tour(page, demo);
            } catch (AssertionError | RuntimeException e) {
                picture(page, "where-it-ended");
                throw e;
            }
            assertEquals(List.of(), List.copyOf(complaints));
        } finally {
            PlaywrightAssertions.setDefaultAssertionTimeout(5_000);
        }
    }

    private static void tour(Page page, RunningDemo demo) throws Exception {
        isAtHome(page);
        submitsAnIntent(page);
        String cut = cutsALinkOfIt(page, demo);
        seesItHealOnTheMap(page, demo, cut);
        readsTheIncidentAndWhy(page, demo, cut);
        undoesAnAction(page);
        approvesOne(page, demo);
        pausesAndResumes(page);
        looksAtThePast(page);
    }

    private Page visit(Playwright playwright, RunningDemo demo) {
        Browser browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(CHROMIUM)
                                        .setArgs(
                                                List.of(
                                                        "--no-sandbox",
                                                        "--disable-gpu",
                                                        "--no-first-run",
                                                        "--disable-background-networking",
                                                        "--disable-component-update",
                                                        "--disable-sync")));
        Page page =
                browser.newContext(
                                new Browser.NewContextOptions()
                                        .setColorScheme(ColorScheme.DARK)
                                        .setViewportSize(1_440, 1_000))
                        .newPage();
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text() + " " + message.location());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (!request.url().startsWith(demo.home()) && !request.url().startsWith("data:")) {
                complaints.add("it asks another host: " + request.url());
            }
        });
        page.navigate(demo.home());
        return page;
    }

    private static void go(Page page, String view) {
        page.locator("nav a", new Page.LocatorOptions().setHasText(view)).click();
    }

    private static void picture(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions().setPath(PICTURES.resolve("tour-" + name + ".png")));
    }

    private static void isAtHome(Page page) {
        assertThat(page.locator(".headline")).containsText("All 132 intents are installed");
        picture(page, "1-home");
        // A controller that has just read what was measured before has no ear for people meanwhile.
        go(page, "Forecasts");
        assertThat(page.locator(".links .row").first()).isVisible();
        assertThat(page.locator("forecasts-view .one")).containsText("licensed");
        picture(page, "1-forecasts");
    }

    private static void submitsAnIntent(Page page) {
        go(page, "Intents");
        page.locator("#contains").fill("CHINng.LOSAng");
        page.locator("tbody a[data-key='CHINng.LOSAng']").click();
        page.getByText("Withdraw …").click();
        page.locator("dialog button[type=submit]").click();
        assertThat(page.locator("dialog")).hasCount(0);
        page.locator("#submit-intent").click();
        page.locator("dialog input[name=id]").fill("night-shift");
        choose(page, "source", "CHINng");
        choose(page, "target", "LOSAng");
        picture(page, "2-submit");
        page.locator("dialog button[type=submit]").click();
        assertThat(page.locator("dialog")).hasCount(0);
        assertThat(page.locator(".story h1")).hasText("night-shift");
        assertThat(page.locator(".two-states .INSTALLED")).isVisible();
        assertThat(page.locator(".two-states .FULFILLED")).isVisible();
        picture(page, "3-fulfilled");
    }

    private static void choose(Page page, String name, String node) {
        Locator select = page.locator("dialog select[name=" + name + "]");
        String host =
                select.locator("option")
                        .filter(new Locator.FilterOptions().setHasText(node))
                        .getAttribute("value");
        select.selectOption(new SelectOption().setValue(host));
    }

    private static List<String> path(RunningDemo demo) throws Exception {
        List<String> links = new ArrayList<>();
        for (JsonNode link : demo.read("api/v1/intents/night-shift").path("path")) {
            links.add(link.asText());
        }
        return links;
    }

    private static String cutsALinkOfIt(Page page, RunningDemo demo) throws Exception {
        String link = path(demo).get(1);
        go(page, "Play");
        page.locator("#trick-link").selectOption(link);
        page.locator("[data-trick=cut]").click();
        assertThat(page.locator(".broken")).containsText("cut");
        return link;
    }

    private static void seesItHealOnTheMap(Page page, RunningDemo demo, String cut)
            throws Exception {
        assertThat(page.locator(".hint")).containsText("down");
        page.evaluate("location.hash = '#/map/intent/night-shift'");
        Locator story = page.locator("map-view aside");
        assertThat(story.locator(".INSTALLED")).isVisible();
        assertTrue(!path(demo).contains(cut), "it goes another way");
        assertThat(page.locator("map-view canvas"))
                .hasAttribute("aria-label", Pattern.compile(".*Down: .*"));
        picture(page, "4-healed");
    }

    private static void readsTheIncidentAndWhy(Page page, RunningDemo demo, String cut)
            throws Exception {
        go(page, "Incidents");
        page.locator(".row.incident.open")
                .filter(new Locator.FilterOptions().setHasText(either(demo, cut)))
                .first()
                .click();
        Locator one = page.locator("incidents-view .one");
        assertThat(one.locator(".timeline")).containsText("is down");
        assertThat(one.locator(".timeline")).containsText("proposed");
        picture(page, "5-incident");
        one.locator(".row.action").filter(steering()).first().click();
        assertThat(page.locator("#story")).containsText("Why");
        assertThat(page.locator("#story .because")).not().hasCount(0);
        picture(page, "6-why");
    }

    /// The names of both directions of a link; an incident is called by one of them.
    private static Pattern either(RunningDemo demo, String link) throws Exception {
        Map<String, String> names = new TreeMap<>();
        demo.read("api/v1/topology")
                .path("nodes")
                .forEach(n -> names.put(n.path("id").asText(), n.path("name").asText()));
        String[] ends = link.split(">", -1);
        String from = String.valueOf(names.get(ends[0].replaceFirst("/.*", "")));
        String to = String.valueOf(names.get(ends[1].replaceFirst("/.*", "")));
        return Pattern.compile(from + ".*" + to + "|" + to + ".*" + from);
    }

    private static Locator.FilterOptions steering() {
        return new Locator.FilterOptions().setHasText("steer");
    }

    private static void undoesAnAction(Page page) {
        page.locator("#story button", new Page.LocatorOptions().setHasText("Undo")).click();
        page.locator("dialog button[type=submit]").click();
        assertThat(page.locator("dialog")).hasCount(0);
        assertThat(page.locator("#story h1 .tag"))
                .hasText(Pattern.compile(".*(undoing|undone|ending|ended)"));
    }

    private static void approvesOne(Page page, RunningDemo demo) throws Exception {
        demo.put("api/v1/autonomy/levels/steer", "{\"level\":\"approve\"}");
        String link = path(demo).getFirst();
        go(page, "Play");
        page.locator("#trick-link").selectOption(link);
        page.locator("[data-trick=cut]").click();
        go(page, "Approvals");
        Locator question = page.locator(".question").first();
        assertThat(question).containsText("undo plan");
        assertThat(question).containsText("blast radius");
        picture(page, "7-approval");
        question.locator("button", new Locator.LocatorOptions().setHasText("Approve")).click();
        go(page, "Actions");
        assertThat(page.locator(".row.action").filter(steering()).first()).isVisible();
    }

    private static void pausesAndResumes(Page page) {
        page.locator("#pause").click();
        page.locator("dialog input").fill("I look myself");
        page.locator("dialog button[type=submit]").click();
        assertThat(page.locator("page-head .paused")).containsText("I look myself");
        picture(page, "8-paused");
        page.locator("#resume").click();
        page.locator("dialog button[type=submit]").click();
        assertThat(page.locator("page-head .paused")).isHidden();
    }

    private static void looksAtThePast(Page page) {
        go(page, "Policies");
        // No further: where the machine is quick, the tour began not long ago, and before that
        // there
        // were no tasks yet.
        for (int i = 0; i < 3; i++) {
            page.keyboard().press(",");
        }
        assertThat(page.locator("body.is-past")).hasCount(1);
        assertThat(page.locator("time-bar .moment")).containsText("ago");
        assertThat(page.locator(".task").first()).isVisible();
        picture(page, "9-past");
        page.keyboard().press("n");
        assertThat(page.locator("body.is-past")).hasCount(0);
    }
}
