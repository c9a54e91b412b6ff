package io.teleon.controller.notice;

import io.teleon.controller.report.Notice;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Delivers notices: each is written to the file first, then posted to the webhook, in order.
///
/// Two threads of its own, so that a slow webhook holds up neither the file nor the loop. A post
/// that is not taken is tried again after a second, then after twice as long each time up to a
/// minute, until it is given up. At most 1000 wait for either; what comes on top is lost: counted,
/// and logged. What waits for the webhook when the controller stops is in the file only.
public final class NoticeDelivery implements Consumer<Notice>, AutoCloseable {

    private static final int ROOM = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(NoticeDelivery.class);

    /// How a webhook is tried.
    ///
    /// @param patience for one answer
    /// @param first pause after a refusal; it doubles each time
    /// @param longest pause
    record Pace(Duration patience, Duration first, Duration longest) {

        static final Pace USUAL =
                new Pace(Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofMinutes(1));
    }

    private record Waiting(Notice notice, long since) {}

    private final NoticeFile file;
    private final Optional<Webhook> webhook;
    private final Duration giveUp;
    private final Pace pace;
    private final BlockingQueue<Waiting> unwritten = new ArrayBlockingQueue<>(ROOM);
    private final BlockingQueue<Waiting> unsent = new ArrayBlockingQueue<>(ROOM);
    private final AtomicLong told = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final Thread writer = new Thread(this::write, "notice-file");
    private final Thread poster = new Thread(this::post, "notice-webhook");
    private volatile boolean stopping;

    private NoticeDelivery(NoticeFile file, Optional<Webhook> webhook, Duration giveUp, Pace pace) {
        this.file = file;
        this.webhook = webhook;
        this.giveUp = giveUp;
        this.pace = pace;
    }

    /// @throws IOException in one line, where the file cannot be written or the token not be read
    public static NoticeDelivery start(NoticeSettings settings) throws IOException {
        return start(settings, Pace.USUAL);
    }

    static NoticeDelivery start(NoticeSettings settings, Pace pace) throws IOException {
        NoticeFile file = new NoticeFile(settings.file(), settings.maxBytes(), settings.keep());
        file.create();
        Optional<Webhook> webhook = Optional.empty();
        Duration giveUp = Duration.ZERO;
        if (settings.webhook().isPresent()) {
            NoticeSettings.Webhook wanted = settings.webhook().get();
            webhook = Optional.of(new Webhook(wanted.url().uri(), wanted.token(), pace.patience()));
            giveUp = wanted.giveUp();
        }
        NoticeDelivery delivery = new NoticeDelivery(file, webhook, giveUp, pace);
        delivery.writer.setDaemon(true);
        delivery.poster.setDaemon(true);
        delivery.writer.start();
        if (webhook.isPresent()) {
            delivery.poster.start();
        }
        return delivery;
    }

    /// Takes a notice; returns at once.
    @Override
    public void accept(Notice notice) {
        told.incrementAndGet();
        if (!unwritten.offer(new Waiting(notice, System.nanoTime()))) {
            lose(notice, ROOM + " notices wait to be written already");
        }
    }

    public NoticeCounts counts() {
        return new NoticeCounts(told.get(), sent.get(), lost.get(), unsent.size());
    }

    private void lose(Notice notice, String why) {
        lost.incrementAndGet();
        LOG.atError()
                .addKeyValue("notice", notice.number())
                .addKeyValue("topic", notice.topic())
                .addKeyValue("subject", notice.subject())
                .addKeyValue("why", why)
                .log("notice lost");
    }

    private void write() {
        try {
            while (!stopping || !unwritten.isEmpty()) {
                Waiting next = unwritten.poll(100, TimeUnit.MILLISECONDS);
                if (next != null) {
                    write(next);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(Waiting next) {
        try {
            file.append(NoticeJson.line(next.notice()));
        } catch (IOException e) {
            LOG.atError()
                    .addKeyValue("notice", next.notice().number())
                    .addKeyValue("why", e.toString())
                    .log("notice not written");
        }
        if (webhook.isPresent() && !unsent.offer(next)) {
            lose(next.notice(), ROOM + " notices wait for the webhook already");
        }
    }

    private void post() {
        try {
            while (!stopping) {
                Waiting next = unsent.poll(100, TimeUnit.MILLISECONDS);
                if (next != null) {
                    post(webhook.orElseThrow(), next);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void post(Webhook hook, Waiting next) throws InterruptedException {
        Notice notice = next.notice();
        String json = NoticeJson.line(notice);
        Duration pause = pace.first();
        for (int attempt = 1; ; attempt++) {
            Optional<String> problem = hook.post(notice.number(), json);
            if (problem.isEmpty()) {
                sent.incrementAndGet();
                return;
            }
            if (attempt == 1) {
                LOG.atWarn()
                        .addKeyValue("notice", notice.number())
                        .addKeyValue("why", problem.get())
                        .log("webhook does not take a notice; it is tried again");
            }
            Duration waited = Duration.ofNanos(System.nanoTime() - next.since());
            if (waited.plus(pause).compareTo(giveUp) > 0) {
                lose(
                        notice,
                        "the webhook did not take it in "
                                + attempt
                                + " attempts, "
                                + problem.get());
                return;
            }
            Thread.sleep(pause);
            Duration longer = pause.multipliedBy(2);
            pause = longer.compareTo(pace.longest()) < 0 ? longer : pace.longest();
        }
    }

    /// Writes what waits for the file, and gives the webhook up.
    @Override
    public void close() {
        stopping = true;
        poster.interrupt();
        try {
            writer.join(Duration.ofSeconds(2));
            if (webhook.isPresent()) {
                poster.join(Duration.ofSeconds(2));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        webhook.ifPresent(Webhook::close);
        if (!unsent.isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("notices", unsent.size())
                    .log("stopped before the webhook took them; they are in the file");
        }
    }
}
