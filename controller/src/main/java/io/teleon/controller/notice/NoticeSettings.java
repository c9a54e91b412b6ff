package io.teleon.controller.notice;

import io.teleon.models.config.Default;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Where notices go.
///
/// @param file of JSON lines, one a notice, readable by its owner only
/// @param maxBytes at which the file is put aside as `FILE.1`
/// @param keep files put aside that are kept
public record NoticeSettings(
        @Default("teleon/notices.jsonl") Path file,
        @Default("10000000") long maxBytes,
        @Default("5") int keep,
        Optional<Webhook> webhook) {

    public NoticeSettings {
        if (maxBytes < 1_000) {
            throw new IllegalArgumentException("max-bytes " + maxBytes + " is below 1000");
        }
        if (keep < 0 || keep > 100) {
            throw new IllegalArgumentException("keep " + keep + " is outside 0..100");
        }
    }

    /// In the folder of a journal, without a webhook.
    public static NoticeSettings beside(Path journal) {
        return new NoticeSettings(
                journal.resolveSibling("notices.jsonl"), 10_000_000, 5, Optional.empty());
    }

    /// Where each notice is posted as JSON.
    ///
    /// @param url https, or http to this machine
    /// @param tokenFile whose first line is sent as `Authorization: Bearer ...`
    /// @param giveUp how long one notice is tried
    public record Webhook(Url url, Optional<Path> tokenFile, @Default("1 h") Duration giveUp) {

        public Webhook {
            if (!giveUp.isPositive() || giveUp.compareTo(Duration.ofDays(7)) > 0) {
                throw new IllegalArgumentException(
                        "give-up " + giveUp + " is not above 0 and at most 7 d");
            }
        }

        /// The secret that goes with every post.
        ///
        /// @throws IOException naming the file, never what is in it
        public Optional<String> token() throws IOException {
            return tokenFile.isPresent()
                    ? Optional.of(io.teleon.controller.notice.Webhook.token(tokenFile.get()))
                    : Optional.empty();
        }
    }

    /// An address that what is secret may be sent to.
    public record Url(URI uri) {

        public static Url parse(String text) {
            URI uri;
            try {
                uri = new URI(text);
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException("'" + text + "' is no URL: " + e.getReason(), e);
            }
            boolean isHttps = "https".equals(uri.getScheme());
            boolean isHttp = "http".equals(uri.getScheme());
            if (uri.getHost() == null || !(isHttps || isHttp)) {
                throw new IllegalArgumentException(
                        "'" + text + "' is not of the form https://HOST/PATH");
            }
            if (uri.getUserInfo() != null) {
                throw new IllegalArgumentException(
                        "it has a password in it; put the secret into a token-file");
            }
            if (isHttp && !isLoopback(uri.getHost())) {
                throw new IllegalArgumentException(
                        "'"
                                + text
                                + "' is not encrypted: http goes to this machine only, such as"
                                + " http://127.0.0.1:9000/; take https");
            }
            return new Url(uri);
        }

        private static boolean isLoopback(String host) {
            try {
                return InetAddress.getByName(host).isLoopbackAddress();
            } catch (UnknownHostException e) {
                return false;
            }
        }

        @Override
        public String toString() {
            return uri.toString();
        }
    }
}
