package io.bloomery.data.report;

import static io.bloomery.data.report.Markup.tag;

import io.bloomery.data.quantity.Quantity;
import java.util.ArrayList;
import java.util.List;

/** A histogram drawn as SVG, with the numbers in a table below for those who cannot or do not want to see it. */
final class BarChart {

    private static final double WIDTH = 480;
    private static final double HEIGHT = 230;
    private static final double LEFT = 52;
    private static final double RIGHT = 22;
    private static final double TOP = 10;
    private static final double BOTTOM = 46;
    private static final double GAP = 2;
    private static final int MAX_LABELS = 7;
    private static final int GRID_LINES = 3;

    private final Histogram histogram;
    private final int first;
    private final int last;
    private final Axis vertical;

    private BarChart(Histogram histogram) {
        this.histogram = histogram;
        List<Long> counts = histogram.counts();
        int from = 0;
        int to = counts.size() - 1;
        while (from < to && counts.get(from) == 0) {
            from++;
        }
        while (to > from && counts.get(to) == 0) {
            to--;
        }
        this.first = from;
        this.last = to;
        long most = counts.stream().mapToLong(Long::longValue).max().orElse(0);
        this.vertical = new Axis(0, (double) Math.max(1, most), HEIGHT - BOTTOM, -(HEIGHT - BOTTOM - TOP));
    }

    static Markup of(Histogram histogram) {
        return new BarChart(histogram).figure();
    }

    private Markup figure() {
        String caption = histogram.title() + " (" + Quantity.count(histogram.total()) + ")";
        Markup drawing = tag("svg", grid(), bars(), labels())
                .with("viewBox", "0 0 " + Axis.coordinate(WIDTH) + " " + Axis.coordinate(HEIGHT))
                .with("role", "img")
                .with("aria-label", "Histogram: " + caption + "; the numbers are in the table below");
        return tag("figure", tag("figcaption", caption), drawing, table());
    }

    private Markup grid() {
        List<Markup> lines = new ArrayList<>();
        for (double tick : vertical.ticks(GRID_LINES)) {
            double y = vertical.at(tick);
            lines.add(line(LEFT, y, WIDTH - RIGHT, y).with("class", tick == 0 ? "axis" : "grid"));
            lines.add(label(Quantity.tick(tick), LEFT - 6, y + 4, "end"));
        }
        return Markup.join(lines);
    }

    private Markup bars() {
        List<Markup> bars = new ArrayList<>();
        for (int bin = first; bin <= last; bin++) {
            long count = histogram.counts().get(bin);
            double top = vertical.at((double) count);
            String meaning = histogram.label(bin) + " " + histogram.unit() + ": " + Quantity.count(count);
            bars.add(tag("rect", tag("title", meaning))
                    .with("class", "bar")
                    .with("x", left(bin) + GAP / 2)
                    .with("y", top)
                    .with("width", Math.max(1, binWidth() - GAP))
                    .with("height", HEIGHT - BOTTOM - top));
        }
        return Markup.join(bars);
    }

    private Markup labels() {
        List<Markup> labels = new ArrayList<>();
        int bins = last - first + 1;
        int step = (bins + MAX_LABELS - 1) / MAX_LABELS;
        for (int bin = first; bin <= last + 1; bin += step) {
            String bound = Quantity.tick(histogram.bins().bounds().get(bin));
            labels.add(label(bound, left(bin), HEIGHT - BOTTOM + 17, "middle"));
        }
        labels.add(label(histogram.unit(), (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, "middle"));
        return Markup.join(labels);
    }

    private Markup table() {
        List<Markup> rows = new ArrayList<>();
        for (int bin = first; bin <= last; bin++) {
            long count = histogram.counts().get(bin);
            rows.add(Tables.row(
                    histogram.label(bin), Quantity.count(count), Quantity.percent(count, histogram.total())));
        }
        Markup table = Tables.table(
                List.of(Tables.words(histogram.unit()), Tables.numbers("count"), Tables.numbers("share")), rows);
        return tag("details", tag("summary", "numbers"), table);
    }

    private double binWidth() {
        return (WIDTH - LEFT - RIGHT) / (last - first + 1);
    }

    private double left(int bin) {
        return LEFT + (bin - first) * binWidth();
    }

    static Markup line(double fromX, double fromY, double toX, double toY) {
        return tag("line").with("x1", fromX).with("y1", fromY).with("x2", toX).with("y2", toY);
    }

    static Markup label(String text, double x, double y, String anchor) {
        return tag("text", text).with("x", x).with("y", y).with("text-anchor", anchor);
    }
}
