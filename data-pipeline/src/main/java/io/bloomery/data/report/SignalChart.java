package io.bloomery.data.report;

import static io.bloomery.data.report.Markup.tag;

import io.bloomery.data.quantity.Quantity;
import io.bloomery.data.step.Limit;
import java.util.ArrayList;
import java.util.List;

/** How a number is distributed over kept and dropped documents, drawn one on the other, with the limits as lines. */
final class SignalChart {

    private static final double WIDTH = 640;
    private static final double HEIGHT = 220;
    private static final double LEFT = 56;
    private static final double RIGHT = 20;
    private static final double TOP = 22;
    private static final double BOTTOM = 30;
    private static final double GAP = 1;
    private static final int MAX_LABELS = 9;
    private static final int GRID_LINES = 3;

    private final Histogram kept;
    private final Histogram dropped;
    private final Axis vertical;

    private SignalChart(Histogram kept, Histogram dropped) {
        this.kept = kept;
        this.dropped = dropped;
        long most = 1;
        for (int bin = 0; bin < kept.bins().count(); bin++) {
            most = Math.max(most, kept.counts().get(bin) + dropped.counts().get(bin));
        }
        this.vertical = new Axis(0, (double) most, HEIGHT - BOTTOM, -(HEIGHT - BOTTOM - TOP));
    }

    /** A chart of two histograms with the same bins. */
    static Markup of(Histogram kept, Histogram dropped, List<Limit> limits) {
        SignalChart chart = new SignalChart(kept, dropped);
        return tag("svg", chart.grid(), chart.bars(), chart.labels(), chart.limits(limits))
                .with("viewBox", "0 0 " + Axis.coordinate(WIDTH) + " " + Axis.coordinate(HEIGHT))
                .with("role", "img")
                .with("aria-label", "Histogram of " + kept.title() + ", kept and dropped; quantiles are in the table");
    }

    private Markup grid() {
        List<Markup> lines = new ArrayList<>();
        for (double tick : vertical.ticks(GRID_LINES)) {
            double y = vertical.at(tick);
            lines.add(BarChart.line(LEFT, y, WIDTH - RIGHT, y).with("class", tick == 0 ? "axis" : "grid"));
            lines.add(BarChart.label(Quantity.tick(tick), LEFT - 6, y + 4, "end"));
        }
        return Markup.join(lines);
    }

    private Markup bars() {
        List<Markup> bars = new ArrayList<>();
        for (int bin = 0; bin < kept.bins().count(); bin++) {
            long keptHere = kept.counts().get(bin);
            long droppedHere = dropped.counts().get(bin);
            bars.add(bar(bin, 0, keptHere, "kept"));
            bars.add(bar(bin, keptHere, keptHere + droppedHere, "dropped"));
        }
        return Markup.join(bars);
    }

    private Markup bar(int bin, long from, long to, String kind) {
        if (from == to) {
            return Markup.NOTHING;
        }
        double top = vertical.at((double) to);
        return tag("rect", tag("title", kept.label(bin) + ": " + Quantity.count(to - from) + " " + kind))
                .with("class", "bar-" + kind)
                .with("x", left(bin) + GAP / 2)
                .with("y", top)
                .with("width", Math.max(1, binWidth() - GAP))
                .with("height", vertical.at((double) from) - top);
    }

    private Markup labels() {
        List<Markup> labels = new ArrayList<>();
        int bins = kept.bins().count();
        int step = (bins + MAX_LABELS - 1) / MAX_LABELS;
        for (int bin = 0; bin <= bins; bin += step) {
            labels.add(BarChart.label(Quantity.tick(kept.bins().bounds().get(bin)), left(bin), HEIGHT - 10, "middle"));
        }
        return Markup.join(labels);
    }

    private Markup limits(List<Limit> limits) {
        List<Markup> marks = new ArrayList<>();
        List<Double> bounds = kept.bins().bounds();
        for (Limit limit : limits) {
            double value = limit.value();
            if (value >= bounds.get(0) && value <= bounds.get(bounds.size() - 1)) {
                double x = at(value);
                marks.add(BarChart.line(x, TOP - 4, x, HEIGHT - BOTTOM).with("class", "limit"));
                marks.add(BarChart.label(Limits.written(limit), x, TOP - 8, x > WIDTH / 2 ? "end" : "start"));
            }
        }
        return Markup.join(marks);
    }

    private double at(double value) {
        List<Double> bounds = kept.bins().bounds();
        int bin = kept.bins().indexOf(value);
        double within = (value - bounds.get(bin)) / (bounds.get(bin + 1) - bounds.get(bin));
        return left(bin) + within * binWidth();
    }

    private double binWidth() {
        return (WIDTH - LEFT - RIGHT) / kept.bins().count();
    }

    private double left(int bin) {
        return LEFT + bin * binWidth();
    }
}
