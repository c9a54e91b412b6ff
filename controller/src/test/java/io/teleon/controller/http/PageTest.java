package io.teleon.controller.http;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import io.teleon.controller.loop.Answer;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.report.MadeUpAutonomy;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The page as people see it, in Debian's Chromium: what programs do, why, and how they are
/// stopped. Pictures of it are left in `target/page`, to be looked at.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageTest {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path PICTURES = Path.of("target/page");

    private final MadeUpController controller = new MadeUpController(MadeUpView.noon());
    private final HttpServer server = start();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    @SuppressWarnings("NullAway.Init") // before all tests
    private Playwright playwright;

    @SuppressWarnings("NullAway.Init") // before all tests
    private Browser browser;

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
        boolean isThere = Files.isExecutable(CHROMIUM);
        assertTrue(isThere || !"true".equals(System.getenv("CI")), CHROMIUM + " is needed in CI");
        Assumptions.assumeTrue(isThere, CHROMIUM + " is not there (Debian's package chromium)");
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(CHROMIUM)
                                        .setArgs(
                                                List.of(
                                                        "--no-sandbox",
                                                        "--disable-gpu",
                                                        "--disable-quic",
                                                        "--no-first-run",
                                                        "--disable-background-networking",
                                                        "--disable-component-update",
                                                        "--disable-sync")));
    }

    @AfterAll
    void shut() {
        if (playwright != null) {
            playwright.close();
        }
        server.close();
    }

    @BeforeEach
    void visit() {
        controller.asked.clear();
        controller.answers(new Answer.Accepted(true));
        controller.view.set(MadeUpView.noon());
        complaints.clear();
        page = visit(ColorScheme.LIGHT, 1_440, 1_000);
    }

    @AfterEach
    void leave() {
        assertEquals(List.of(), List.copyOf(complaints));
        page.context().close();
    }

    private Page visit(ColorScheme scheme, int width, int height) {
        Page visited =
                browser.newContext(
                                new Browser.NewContextOptions()
                                        .setColorScheme(scheme)
                                        .setViewportSize(width, height))
                        .newPage();
        visited.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        visited.onPageError(complaints::add);
        visited.onRequest(request -> {
            if (!request.url().startsWith(home()) && !request.url().startsWith("data:")) {
                complaints.add("it asks another host: " + request.url());
            }
        });
        visited.navigate(home());
        assertThat(visited.locator("#actions .action").first()).isVisible();
        return visited;
    }

    private String home() {
        return "http://127.0.0.1:" + server.address().getPort() + "/";
    }

    private void picture(Page of, String name) {
        of.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    }

    private void paused() {
        controller.view.set(MadeUpView.noonWith(MadeUpAutonomy.pausedAt(MadeUpView.NOON)));
    }

    @Test
    void theBannerSaysByWhomSinceWhenAndWhyAutonomyIsPaused() {
        assertThat(page.locator("#paused")).isHidden();
        assertThat(page.locator("#autonomy")).containsText("autonomy on");
        paused();
        assertThat(page.locator("#paused"))
                .containsText(
                        "Autonomy is paused by ada since 11:47:26, 12 min 34 s ago: storm over the"
                                + " Rockies, hands only");
        assertThat(page.locator("#autonomy")).containsText("autonomy paused");
        picture(page, "paused");
        // It stays in sight above an action's story, and far down the page.
        page.mouse().wheel(0, 2_000);
        assertThat(page.locator("#paused")).isInViewport();
    }

    @Test
    void pausingTakesAConfirmationAndSaysWhy() throws InterruptedException {
        page.locator("#pause").click();
        assertThat(page.locator("dialog.confirm")).isVisible();
        picture(page, "pause");
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
        complaints.removeIf(text -> text.contains("503"));
    }

    @Test
    void questionsAreAnsweredByAButton() throws InterruptedException {
        Locator question = page.locator("#questions li");
        assertThat(question).hasCount(1);
        assertThat(question).containsText("shape(IPLSng>ATLAng, bronze, 120 Mbps)");
        question.getByText("Approve").click();
        assertEquals(new Ask.Decide(7, true, "operator"), controller.asked.take());
        question.getByText("Deny").click();
        assertEquals(new Ask.Decide(7, false, "operator"), controller.asked.take());
    }

    @Test
    void aClickOnAnActionTellsWhy() throws InterruptedException {
        assertThat(page.locator("#actions .action")).hasCount(6);
        assertThat(page.locator("#actions .action").first()).containsText("steer NYCMng>WASHng");
        page.locator("[data-action='12']").click();
        Locator story = page.locator("#story");
        assertThat(story).isVisible();
        for (String part :
                List.of(
                        "carried 8.31 -> 6.84 Gbit/s",
                        "forecast(offered(DNVRng>KSCYng), 15 min).p90",
                        "9.31 Gbit/s (94 %)",
                        "improves",
                        "by STTLng: busiest link 97 %; rejected",
                        "congestion.move_rate: moved_in(15 min) is 4 % of 10 %",
                        "P = DNVRng>SNVAng>LOSAng>HSTNng>KSCYng",
                        "never observed")) {
            assertThat(story).containsText(part);
        }
        picture(page, "why");
        paused();
        assertThat(story.locator(".paused")).containsText("Autonomy is paused by ada");
        story.getByText("Undo").first().click();
        page.locator("dialog.confirm button[type=submit]").click();
        assertEquals(new Ask.UndoAction(12, "operator"), controller.asked.take());
        page.keyboard().press("Escape");
        page.keyboard().press("Escape");
        assertThat(story).isHidden();
    }

    @Test
    void aLinkIsShownWithItsForecast() {
        page.locator("#map .link[data-link='" + MadeUpAutonomy.BUSY + "']").dispatchEvent("click");
        assertThat(page.locator("#details")).containsText("ensemble, skill 0.31");
        assertThat(page.locator("#details")).containsText("licensed: programs may act on it");
        assertThat(page.locator("#details .carried")).hasAttribute("d", Pattern.compile("M.*L.*"));
        picture(page, "link");
    }

    @Test
    void looksGoodInTheDarkAndOnAPhone() {
        Page dark = visit(ColorScheme.DARK, 1_440, 1_000);
        picture(dark, "dark");
        dark.locator("[data-action='12']").click();
        assertThat(dark.locator("#story")).isVisible();
        picture(dark, "dark-why");
        dark.context().close();
        paused();
        Page phone = visit(ColorScheme.DARK, 390, 844);
        assertThat(phone.locator("#paused")).isVisible();
        picture(phone, "phone");
        assertEquals(
                390,
                phone.evaluate("document.documentElement.scrollWidth"),
                "nothing hangs over the edge");
        phone.context().close();
        picture(page, "light");
    }
}
