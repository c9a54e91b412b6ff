package io.teleon.controller.cli;

import io.teleon.models.format.SeriesCsv;
import io.teleon.models.learning.detect.Detectors;
import io.teleon.models.learning.nab.Scored.Window;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

/// The pictures of a detection: the series, its scores, the score from which on it is told, and the
/// windows in which people know something to be odd.
final class DetectionPictures {

    private final Pictures pictures;
    private final String detector;

    /// @param detector its name
    DetectionPictures(Path folder, String detector) throws IOException {
        pictures = new Pictures(folder);
        this.detector = detector;
    }

    /// @param name of the series, maybe with folders
    /// @param scores of each row
    /// @param windows rows that are labelled, none where nothing is known
    Path draw(String name, List<SeriesCsv.Row> rows, List<Double> scores, List<Window> windows)
            throws IOException {
        XYChart chart = Pictures.chart(name + ", scored by " + detector, "time (UTC)", "value");
        List<XYSeries> onTheRight = new ArrayList<>();
        for (Window window : windows) {
            XYSeries labelled =
                    Pictures.span(
                            chart,
                            onTheRight.isEmpty()
                                    ? "labelled as odd"
                                    : "labelled as odd " + (onTheRight.size() + 1),
                            rows.get(window.first()).at(),
                            rows.get(window.last()).at());
            labelled.setShowInLegend(onTheRight.isEmpty());
            onTheRight.add(labelled);
        }
        List<Date> times = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        double least = 0;
        for (SeriesCsv.Row row : rows) {
            if (!Double.isNaN(row.value())) {
                times.add(Pictures.date(row.at()));
                values.add(row.value());
                least = Math.min(least, row.value());
            }
        }
        Pictures.line(chart, "value", times, values, Pictures.PLAIN);
        chart.getStyler().setYAxisMin(0, least);
        List<Date> all = rows.stream().map(row -> Pictures.date(row.at())).toList();
        onTheRight.add(Pictures.line(chart, "score", all, scores, Pictures.OURS));
        double alarm = Detectors.score(Detectors.ALARM);
        onTheRight.add(
                Pictures.line(
                        chart,
                        "told from here on",
                        List.of(all.getFirst(), all.getLast()),
                        List.of(alarm, alarm),
                        Pictures.OTHER));
        Pictures.rightAxis(chart, "score", onTheRight);
        return pictures.write(chart, name.replace(".csv", "").replaceAll("[^A-Za-z0-9._-]", "-"));
    }
}
