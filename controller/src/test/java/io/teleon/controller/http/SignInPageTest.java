package io.teleon.controller.http;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import io.teleon.controller.access.Role;
import io.teleon.controller.access.Token;
import io.teleon.controller.access.TokenFile;
import io.teleon.controller.access.TokenList;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page of a controller that demands a token, in a browser.
class SignInPageTest {

    private static final Path PICTURES = Path.of("target", "page");
    private static final String TOKEN = Token.text(new byte[Token.OCTETS]);

    @TempDir private Path folder = Path.of("");

    private TokenFile tokens() throws Exception {
        TokenFile tokens = new TokenFile(folder.resolve("tokens.yaml"));
        tokens.write(
                TokenList.EMPTY.with(
                        new Token(
                                "ann",
                                Role.VIEWER,
                                Token.hash(TOKEN),
                                MadeUpView.NOON.minusSeconds(60),
                                Optional.empty())));
        return tokens;
    }

    @Test
    void aTokenTypedOnceOpensThePageThatWasWantedAndNoScriptCanReadIt() throws Exception {
        try (ServedApi api = new ServedApi(Optional.of(tokens()));
                Chromium chromium = Chromium.lookingAt(api.uri("/").toString(), PICTURES)) {
            Page page = chromium.visit("#/map", ColorScheme.LIGHT, 1_000, 700);
            assertThat(page.locator("#sign-in")).isVisible();
            chromium.picture(page, "sign-in");

            page.locator("#token").fill("not a token");
            page.locator("button").click();
            assertThat(page.locator("#why")).not().isEmpty();

            page.locator("#token").fill(TOKEN);
            page.keyboard().press("Enter");
            assertThat(page.locator("map-view net-map canvas")).isVisible();
            assertTrue(page.url().endsWith("#/map"), page.url());

            List<Cookie> cookies = page.context().cookies();
            assertEquals(1, cookies.size(), "one cookie");
            assertEquals(true, cookies.getFirst().httpOnly);
            assertEquals(SameSiteAttribute.STRICT, cookies.getFirst().sameSite);
            assertEquals("", page.evaluate("document.cookie"), "scripts see none");

            page.reload();
            assertThat(page.locator("map-view net-map canvas")).isVisible();
        }
    }
}
