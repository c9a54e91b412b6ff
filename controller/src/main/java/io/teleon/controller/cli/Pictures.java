package io.teleon.controller.cli;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.None;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// Charts that look alike, drawn without a screen and written as PNG into one folder.
final class Pictures {

    static final Color ACTUAL = new Color(0x22, 0x22, 0x22);
    static final Color OURS = new Color(0x00, 0x5f, 0xb8);
    static final Color BAND = new Color(0xc9, 0xdf, 0xf5);
    static final Color WINDOW = new Color(0xfb, 0xe3, 0xc4);
    static final Color PLAIN = new Color(0x9a, 0x9a, 0x9a);
    static final Color OTHER = new Color(0xd5, 0x5e, 0x00);

    private static final int WIDTH = 1200;
    private static final int HEIGHT = 560;

    private final Path folder;

    /// @param folder made where it is not there
    Pictures(Path folder) throws IOException {
        // A server has no screen; asked before the first chart is made.
        System.setProperty("java.awt.headless", "true");
        this.folder = Files.createDirectories(folder);
    }

    /// An empty chart on white.
    static XYChart chart(String title, String x, String y) {
        XYChart chart =
                new XYChartBuilder()
                        .width(WIDTH)
                        .height(HEIGHT)
                        .title(title)
                        .xAxisTitle(x)
                        .yAxisTitle(y)
                        .build();
        chart.getStyler().setTimezone(TimeZone.getTimeZone("UTC"));
        chart.getStyler().setDatePattern("MM-dd HH:mm");
        chart.getStyler().setPlotGridLinesColor(new Color(0xdd, 0xdd, 0xdd));
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setPlotBackgroundColor(Color.WHITE);
        chart.getStyler().setPlotBorderVisible(false);
        chart.getStyler().setLegendBorderColor(Color.WHITE);
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
        chart.getStyler().setLegendLayout(Styler.LegendLayout.Horizontal);
        chart.getStyler().setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
        chart.getStyler().setYAxisMin(0.0);
        // Without it XChart writes .05 beside 0.1.
        chart.getStyler().setDecimalPattern("0.##");
        return chart;
    }

    /// A line without markers.
    static XYSeries line(
            XYChart chart, String name, List<?> x, List<? extends Number> y, Color color) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setMarker(new None());
        series.setLineColor(color);
        series.setLineStyle(new BasicStroke(2f));
        return series;
    }

    /// A line with a marker at each point.
    static void points(
            XYChart chart, String name, List<?> x, List<? extends Number> y, Color color) {
        XYSeries series = line(chart, name, x, y, color);
        series.setMarker(SeriesMarkers.CIRCLE);
        series.setMarkerColor(color);
    }

    /// Everything between two lines: an area down to the axis, and a white one over its lower part.
    /// To be drawn before what lies in it.
    static void band(XYChart chart, String name, List<Date> x, List<Double> from, List<Double> to) {
        area(chart, name, x, to, BAND);
        area(chart, name + ", lower end", x, from, Color.WHITE).setShowInLegend(false);
    }

    private static XYSeries area(
            XYChart chart, String name, List<Date> x, List<Double> y, Color color) {
        XYSeries series = line(chart, name, x, y, color);
        series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Area);
        series.setFillColor(color);
        return series;
    }

    /// What is measured on the left axis has one of its own on the right beside it, from 0 to 1.
    static void rightAxis(XYChart chart, String title, List<XYSeries> series) {
        series.forEach(one -> one.setYAxisGroup(1));
        chart.setYAxisGroupTitle(1, title);
        chart.getStyler().setYAxisGroupPosition(1, Styler.YAxisPosition.Right);
        chart.getStyler().setYAxisMin(1, 0.0);
        chart.getStyler().setYAxisMax(1, 1.0);
    }

    /// A span of time, from the bottom to the top of an axis that ends at 1.
    static XYSeries span(XYChart chart, String name, Instant from, Instant to) {
        return area(
                chart,
                name,
                List.of(date(from), date(from), date(to), date(to)),
                List.of(0.0, 1.0, 1.0, 0.0),
                WINDOW);
    }

    static Date date(Instant at) {
        return Date.from(at);
    }

    /// @return where it was written
    Path write(XYChart chart, String name) throws IOException {
        Path file = folder.resolve(name + ".png");
        try (OutputStream out = Files.newOutputStream(file)) {
            BitmapEncoder.saveBitmap(chart, out, BitmapEncoder.BitmapFormat.PNG);
        }
        return file;
    }
}
