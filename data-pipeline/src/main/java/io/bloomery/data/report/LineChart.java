package io.bloomery.data.report;

import static io.bloomery.data.report.Markup.tag;

import io.bloomery.data.quantity.Quantity;
import io.bloomery.data.report.Curve.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Curves over training steps drawn as SVG, with first and last values in a table.
 *
 * <p>Long curves are thinned to the lowest and the highest point of every stretch, so that spikes stay visible; points
 * without a finite value are counted in the table and not drawn.
 */
final class LineChart {

    private static final double WIDTH = 720;
    private static final double HEIGHT = 320;
    private static final double LEFT = 52;
    private static final double RIGHT = 16;
    private static final double TOP = 12;
    private static final double BOTTOM = 46;
    private static final int TICKS = 6;
    private static final int MAX_STRETCHES = 300;
    private static final int MAX_MARKERS = 60;

    private final List<Curve> curves;
    private final Axis horizontal;
    private final Axis vertical;

    private LineChart(List<Curve> curves) {
        this.curves = curves;
        List<Point> drawn =
                curves.stream().flatMap(curve -> drawable(curve).stream()).toList();
        double[] steps = drawn.stream().mapToDouble(Point::step).toArray();
        double[] values = drawn.stream().mapToDouble(Point::value).toArray();
        this.horizontal = axis(steps, LEFT, WIDTH - LEFT - RIGHT);
        this.vertical = axis(values, HEIGHT - BOTTOM, -(HEIGHT - BOTTOM - TOP));
    }

    /** The curves; nothing where no curve has a point. */
    static Markup of(String title, List<Curve> curves) {
        List<Curve> measured =
                curves.stream().filter(curve -> !curve.points().isEmpty()).toList();
        return measured.isEmpty() ? Markup.NOTHING : new LineChart(measured).figure(title);
    }

    private Markup figure(String title) {
        String names = curves.stream().map(Curve::name).collect(Collectors.joining(", "));
        Markup drawing = tag("svg", grid(), lines())
                .with("viewBox", "0 0 " + Axis.coordinate(WIDTH) + " " + Axis.coordinate(HEIGHT))
                .with("role", "img")
                .with("aria-label", "Chart: " + title + ", curves " + names + "; the numbers are in the table below");
        return tag("figure", tag("figcaption", title), tag("div", drawing).with("class", "scroll wide"), table());
    }

    private Markup grid() {
        List<Markup> grid = new ArrayList<>();
        for (double tick : vertical.ticks(TICKS)) {
            double y = vertical.at(tick);
            grid.add(BarChart.line(LEFT, y, WIDTH - RIGHT, y).with("class", "grid"));
            grid.add(BarChart.label(Quantity.tick(tick), LEFT - 6, y + 4, "end"));
        }
        double bottom = HEIGHT - BOTTOM;
        grid.add(BarChart.line(LEFT, bottom, WIDTH - RIGHT, bottom).with("class", "axis"));
        for (double tick : horizontal.ticks(TICKS)) {
            grid.add(BarChart.label(Quantity.tick(tick), horizontal.at(tick), bottom + 17, "middle"));
        }
        grid.add(BarChart.label("step", (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, "middle"));
        return Markup.join(grid);
    }

    private Markup lines() {
        List<Markup> lines = new ArrayList<>();
        for (int i = 0; i < curves.size(); i++) {
            List<Point> points = thinned(drawable(curves.get(i)));
            String colour = "curve-" + i % 4;
            lines.add(tag("polyline").with("class", "curve " + colour).with("points", coordinates(points)));
            if (points.size() <= MAX_MARKERS) {
                points.forEach(point -> lines.add(marker(point).with("class", "marker " + colour)));
            }
        }
        return Markup.join(lines);
    }

    private Markup marker(Point point) {
        return tag("circle", tag("title", "step " + point.step() + ": " + Quantity.decimal(point.value())))
                .with("cx", horizontal.at((double) point.step()))
                .with("cy", vertical.at(point.value()))
                .with("r", 3.5);
    }

    private Markup table() {
        List<Markup> rows = new ArrayList<>();
        for (int i = 0; i < curves.size(); i++) {
            List<Point> points = curves.get(i).points();
            Markup swatch = tag("span").with("class", "swatch curve-" + i % 4).with("aria-hidden", "true");
            Markup name = tag("th", swatch, Markup.text(curves.get(i).name())).with("scope", "row");
            int missing = points.size() - drawable(curves.get(i)).size();
            rows.add(tag(
                    "tr",
                    name,
                    Tables.number(Quantity.decimal(points.get(0).value())),
                    Tables.number(Quantity.decimal(points.get(points.size() - 1).value())),
                    Tables.number(Quantity.count(points.size())),
                    Tables.number(Quantity.count(missing))));
        }
        return Tables.table(
                List.of(
                        Tables.words("curve"),
                        Tables.numbers("first"),
                        Tables.numbers("last"),
                        Tables.numbers("points"),
                        Tables.numbers("not finite")),
                rows);
    }

    private String coordinates(List<Point> points) {
        return points.stream()
                .map(point -> Axis.coordinate(horizontal.at((double) point.step())) + ","
                        + Axis.coordinate(vertical.at(point.value())))
                .collect(Collectors.joining(" "));
    }

    /** The lowest and the highest point of each of a bounded number of stretches, in order. */
    static List<Point> thinned(List<Point> points) {
        if (points.size() <= 2 * MAX_STRETCHES) {
            return points;
        }
        List<Point> thinned = new ArrayList<>();
        for (int i = 0; i < MAX_STRETCHES; i++) {
            int from = (int) ((long) points.size() * i / MAX_STRETCHES);
            int to = (int) ((long) points.size() * (i + 1) / MAX_STRETCHES);
            int lowest = from;
            int highest = from;
            for (int j = from; j < to; j++) {
                lowest = points.get(j).value() < points.get(lowest).value() ? j : lowest;
                highest = points.get(j).value() > points.get(highest).value() ? j : highest;
            }
            thinned.add(points.get(Math.min(lowest, highest)));
            if (lowest != highest) {
                thinned.add(points.get(Math.max(lowest, highest)));
            }
        }
        return thinned;
    }

    private static List<Point> drawable(Curve curve) {
        return curve.points().stream()
                .filter(point -> Math.abs(point.value()) <= Float.MAX_VALUE) // false for NaN too
                .toList();
    }

    private static Axis axis(double[] values, double start, double length) {
        double low = DoubleStream.of(values).min().orElse(0);
        double high = DoubleStream.of(values).max().orElse(1);
        return Axis.over(low, high, start, length);
    }
}
