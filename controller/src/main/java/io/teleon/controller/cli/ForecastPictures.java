package io.teleon.controller.cli;

import io.teleon.models.learning.EvaluationRow;
import io.teleon.models.learning.EvaluationTrace;
import io.teleon.models.learning.EvaluationTrace.Reliability;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import org.knowm.xchart.XYChart;

/// The pictures of an evaluation: predicted beside actual with the interval of 90 %, reliability,
/// and the error by horizon.
final class ForecastPictures {

    /// Two days of five-minute bins can still be told apart.
    private static final int MOST_SHOWN = 576;

    private static final Map<String, Color> COLORS =
            Map.of(
                    "last-value",
                    Pictures.PLAIN,
                    "ar-ridge",
                    Pictures.OTHER,
                    "ensemble",
                    Pictures.OURS);

    private final Pictures pictures;

    ForecastPictures(Path folder) throws IOException {
        pictures = new Pictures(folder);
    }

    /// @param series its name
    /// @param stepMinutes length of a bin
    Path predicted(String series, double stepMinutes, EvaluationTrace trace) throws IOException {
        String title =
                String.format(
                        Locale.ROOT,
                        "%s, foreseen %.0f minutes ahead",
                        series,
                        stepMinutes * trace.ahead());
        XYChart chart = Pictures.chart(title, "time (UTC)", "Mbit/s");
        List<EvaluationTrace.Point> shown =
                trace.points()
                        .subList(
                                Math.max(0, trace.points().size() - MOST_SHOWN),
                                trace.points().size());
        List<Date> times = shown.stream().map(point -> Pictures.date(point.end())).toList();
        Pictures.band(
                chart,
                "interval of 90 %",
                times,
                shown.stream().map(EvaluationTrace.Point::p05).toList(),
                shown.stream().map(EvaluationTrace.Point::p95).toList());
        Pictures.line(
                chart,
                "actual",
                times,
                shown.stream().map(EvaluationTrace.Point::actual).toList(),
                Pictures.ACTUAL);
        Pictures.line(
                chart,
                "predicted",
                times,
                shown.stream().map(EvaluationTrace.Point::p50).toList(),
                Pictures.OURS);
        return pictures.write(chart, "predicted-step" + trace.ahead());
    }

    Path reliability(List<EvaluationTrace> traces) throws IOException {
        XYChart chart =
                Pictures.chart(
                        "Reliability over all series",
                        "quantile that was told",
                        "share of what came that was not above it");
        Pictures.line(chart, "perfect", List.of(0.0, 1.0), List.of(0.0, 1.0), Pictures.PLAIN);
        Color[] colors = {Pictures.OURS, Pictures.OTHER, Pictures.ACTUAL};
        for (int i = 0; i < traces.size(); i++) {
            EvaluationTrace trace = traces.get(i);
            Pictures.points(
                    chart,
                    trace.ahead() + (trace.ahead() == 1 ? " bin ahead" : " bins ahead"),
                    trace.below().stream().map(Reliability::level).toList(),
                    trace.below().stream().map(Reliability::share).toList(),
                    colors[i % colors.length]);
        }
        chart.getStyler().setYAxisMax(1.0);
        return pictures.write(chart, "reliability");
    }

    /// @param rows by model, in order of the horizon
    Path errorByHorizon(double stepMinutes, SequencedMap<String, List<EvaluationRow>> rows)
            throws IOException {
        XYChart chart = Pictures.chart("Error by horizon", "minutes ahead", "NMAE");
        for (Map.Entry<String, List<EvaluationRow>> model : rows.entrySet()) {
            List<Double> minutes = new ArrayList<>();
            List<Double> errors = new ArrayList<>();
            for (EvaluationRow row : model.getValue()) {
                minutes.add(stepMinutes * row.step());
                errors.add(row.nmae());
            }
            Pictures.points(
                    chart,
                    model.getKey(),
                    minutes,
                    errors,
                    COLORS.getOrDefault(model.getKey(), Pictures.ACTUAL));
        }
        return pictures.write(chart, "error-by-horizon");
    }
}
