package io.teleon.controller.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.teleon.controller.report.MadeUpAutonomy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/// How heavy and how quick the page is. What depends on the machine is not judged but left in
/// `target/page/speed.json`; what does not, is.
class PageSpeedTest {

    private static final Path PICTURES = Path.of("target/page");
    private static final Path RESULT = PICTURES.resolve("speed.json");
    private static final long MOST_BYTES = 600_000;

    /// Random places and links, and 60 redraws of them, each with other loads. Nothing else is
    /// drawn meanwhile, and every redraw is waited for until its pixels are there.
    private static final String LARGE =
            """
            async () => {
              let seed = 1;
              const draw = () => { seed = (seed * 48271) % 2147483647; return seed / 2147483647; };
              const hex = (i) => i.toString(16).padStart(16, '0');
              const nodes = Array.from({ length: 500 }, (_, i) => ({
                id: hex(i + 1), name: `n${i}`, connected: true,
                longitude: -120 + 50 * draw(), latitude: 26 + 22 * draw() }));
              const links = Array.from({ length: 2000 }, (_, i) => {
                const from = i % 500;
                const to = (from + 1 + Math.floor(draw() * 498)) % 500;
                const id = `${hex(from + 1)}/${i}>${hex(to + 1)}/${i}`;
                const [source, target] = id.split('>');
                return { id, source, target, up: draw() > 0.01, utilisation: draw() };
              });
              const map = document.querySelector('map-view net-map');
              const pixels = () => map.querySelector('canvas').getContext('2d').getImageData(0, 0, 1, 1);
              map.show({ nodes, links }, { layer: 'load', chosen: null });
              map.draw();
              pixels();
              const began = performance.now();
              for (let turn = 0; turn < 60; turn++) {
                links.forEach((link) => { link.utilisation = (link.utilisation + 0.013) % 1; });
                map.show({ nodes, links });
                map.draw();
                pixels();
              }
              const perSecond = 60_000 / (performance.now() - began);
              window.large = { nodes, links };
              return perSecond;
            }
            """;

    /// What it looks like.
    private static final String PICTURE =
            """
            () => {
              const map = document.querySelector('map-view net-map');
              map.show(window.large, { layer: 'load', chosen: null });
              map.draw();
              return map.querySelector('canvas').toDataURL('image/png').split(',')[1];
            }
            """;

    @Test
    void weighsLessThanSixHundredKilobytes() throws Exception {
        MadeUpController controller = new MadeUpController(MadeUpView.noon());
        try (HttpServer server =
                        HttpServer.start(
                                new HttpSettings("127.0.0.1", 0),
                                controller,
                                MadeUpPast.until(MadeUpView.NOON),
                                Pace.REAL,
                                InstantSource.fixed(MadeUpView.NOON));
                Chromium chromium =
                        Chromium.lookingAt(
                                "http://127.0.0.1:" + server.address().getPort() + "/", PICTURES)) {
            // The first visit of a new process waits for its code to be compiled.
            usable(chromium).context().close();
            Page page = usable(chromium);
            double usableMillis =
                    number(page, "performance.getEntriesByName('usable')[0].startTime");
            page.waitForFunction(
                    "() => performance.getEntriesByType('resource').some(e =>"
                            + " e.name.endsWith('land.json') && e.transferSize > 0)");
            double bytes =
                    number(
                            page,
                            "[...performance.getEntriesByType('navigation'),"
                                    + " ...performance.getEntriesByType('resource')]"
                                    + ".reduce((sum, e) => sum + e.transferSize, 0)");
            double redraws = number(page, LARGE);
            Files.write(
                    Files.createDirectories(PICTURES).resolve("map-large.png"),
                    Base64.getDecoder().decode((String) page.evaluate(PICTURE)));
            ObjectNode result = Json.object();
            result.put("transferredBytes", Math.round(bytes));
            result.put("usableMillis", Math.round(usableMillis));
            result.put("redrawsPerSecond", Math.round(redraws));
            result.put("nodes", 500);
            result.put("links", 2_000);
            Files.createDirectories(PICTURES);
            Files.writeString(RESULT, result.toPrettyString() + "\n");
            System.out.println("the page: " + result);
            assertTrue(bytes > 100_000 && bytes < MOST_BYTES, bytes + " bytes");
        }
    }

    /// A page whose map has been drawn with what is known of the network.
    private static Page usable(Chromium chromium) {
        Page page = chromium.visit("#/map", ColorScheme.LIGHT, 1_440, 1_000);
        page.waitForFunction(
                "id => { const there = document.querySelector('map-view net-map')?.spotOf(id);"
                        + " if (there && !performance.getEntriesByName('usable').length)"
                        + " performance.mark('usable'); return there; }",
                MadeUpAutonomy.BUSY.toString());
        return page;
    }

    private static double number(Page page, String script) {
        return ((Number) page.evaluate(script)).doubleValue();
    }
}
