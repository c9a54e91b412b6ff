package io.teleon.controller.http;

import java.time.InstantSource;
import java.util.OptionalDouble;

/// Serves the page with a made-up controller, for those who work on how it looks.
final class PageMain {

    private static final int SECONDS_A_WAVE = 120;
    private static final int EVENT_EVERY_SECONDS = 5;

    private PageMain() {}

    public static void main(String[] arguments) throws Exception {
        MadeUpController controller = new MadeUpController(MadeUpView.noon());
        HttpSettings settings =
                new HttpSettings(
                        "127.0.0.1", arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8081);
        try (HttpServer server =
                HttpServer.start(
                        settings,
                        controller,
                        MadeUpPast.until(MadeUpView.NOON),
                        new Pace(true, OptionalDouble.of(60)),
                        InstantSource.system())) {
            System.out.println("http://127.0.0.1:" + server.address().getPort());
            for (int second = 1; ; second++) {
                Thread.sleep(1_000);
                controller.view.set(
                        MadeUpView.at(
                                MadeUpView.NOON.plusSeconds(60L * second),
                                second / (double) SECONDS_A_WAVE));
                if (second % EVENT_EVERY_SECONDS == 0) {
                    controller.happens(MadeUpView.event(40 + second / EVENT_EVERY_SECONDS));
                }
            }
        }
    }
}
