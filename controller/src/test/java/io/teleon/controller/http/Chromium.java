package io.teleon.controller.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Assumptions;

/// Debian's Chromium, looking at one server: what its pages complain of is kept.
public final class Chromium implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/bin/chromium");

    private final String home;
    private final Path pictures;
    private final Playwright playwright;
    private final Browser browser;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private Chromium(String home, Path pictures) {
        this.home = home;
        this.pictures = pictures;
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(PROGRAM)
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

    /// A test without it is skipped, in CI it fails.
    ///
    /// @param home with the slash at its end
    /// @param pictures the folder they are left in
    public static Chromium lookingAt(String home, Path pictures) {
        boolean isThere = Files.isExecutable(PROGRAM);
        assertTrue(isThere || !"true".equals(System.getenv("CI")), PROGRAM + " is needed in CI");
        Assumptions.assumeTrue(isThere, PROGRAM + " is not there (Debian's package chromium)");
        return new Chromium(home, pictures);
    }

    /// A page of its own, as of somebody who was never here.
    ///
    /// @param place within the page, such as `#/map`
    public Page visit(String place, ColorScheme scheme, int width, int height) {
        Page page =
                browser.newContext(
                                new Browser.NewContextOptions()
                                        .setColorScheme(scheme)
                                        .setViewportSize(width, height))
                        .newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text() + " " + message.location());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (!request.url().startsWith(home) && !request.url().startsWith("data:")) {
                complaints.add("it asks another host: " + request.url());
            }
        });
        page.navigate(home + place);
        return page;
    }

    public void picture(Page of, String name) {
        of.screenshot(new Page.ScreenshotOptions().setPath(pictures.resolve(name + ".png")));
    }

    /// What pages wrote to the console as errors, and requests to other hosts.
    public List<String> complaints() {
        return complaints;
    }

    /// Asks that nothing was complained of since it was last asked.
    public void assertContent() {
        List<String> found = List.copyOf(complaints);
        complaints.clear();
        assertEquals(List.of(), found);
    }

    @Override
    public void close() {
        playwright.close();
    }
}
