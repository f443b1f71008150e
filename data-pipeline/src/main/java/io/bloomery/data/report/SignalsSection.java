package io.bloomery.data.report;

import static io.bloomery.data.report.Markup.tag;

import io.bloomery.data.quantity.Quantity;
import io.bloomery.data.step.Limit;
import io.bloomery.data.survey.Sketch;
import io.bloomery.data.survey.TableSurvey;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Every number that was measured: a line to scan, and behind it a histogram with the limits and the quantiles. */
final class SignalsSection {

    private static final double[] QUANTILES = {0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99};
    private static final int MAX_SIGNALS = 1_000;

    private SignalsSection() {}

    static Markup of(CurationSummary curation) {
        List<Markup> stages = new ArrayList<>();
        for (TableSurvey survey : curation.surveys()) {
            List<Limit> limits = survey.stage().equals("clean") ? curation.limits() : List.of();
            stages.add(stage(survey, limits, curation.surveys().size() > 1));
        }
        Markup all = Markup.join(stages);
        return all.isEmpty()
                ? Markup.NOTHING
                : tag("section", tag("h2", "Every number that was measured"), legend(), all)
                        .with("id", "signals");
    }

    private static Markup legend() {
        return tag("p", FunnelSection.key("kept"), FunnelSection.key("dropped")).with("class", "legend");
    }

    private static Markup stage(TableSurvey survey, List<Limit> limits, boolean named) {
        TreeSet<String> names = new TreeSet<>(survey.kept().keySet());
        names.addAll(survey.dropped().keySet());
        List<Markup> signals = names.stream()
                .filter(name -> !survey.numberOfAll(name).isEmpty())
                .limit(MAX_SIGNALS)
                .map(name -> signal(survey, name, of(name, limits)))
                .toList();
        if (signals.isEmpty()) {
            return Markup.NOTHING;
        }
        return Markup.join(
                named ? tag("h3", "After " + survey.stage()) : Markup.NOTHING,
                tag("div", headings(), Markup.join(signals)).with("class", "signals"));
    }

    private static List<Limit> of(String signal, List<Limit> limits) {
        return limits.stream().filter(limit -> limit.signal().equals(signal)).toList();
    }

    private static Markup headings() {
        return tag(
                        "p",
                        tag("span", "number"),
                        tag("span", "median"),
                        tag("span", "90% lie between"),
                        tag("span", "limits"),
                        tag("span", "dropped"))
                .with("class", "signal");
    }

    private static Markup signal(TableSurvey survey, String name, List<Limit> limits) {
        Sketch all = survey.numberOfAll(name);
        Sketch kept = survey.number(name);
        Sketch dropped = survey.dropped().getOrDefault(name, Sketch.empty());
        Bins bins = SignalScale.of(all, limits);
        Markup chart =
                SignalChart.of(Histogram.of(name, "", bins, kept), Histogram.of(name, "", bins, dropped), limits);
        Markup line = tag(
                        "summary",
                        tag("span", name),
                        tag("span", Quantity.decimal(all.quantile(0.5))),
                        tag(
                                "span",
                                Quantity.decimal(all.quantile(0.05)) + " – " + Quantity.decimal(all.quantile(0.95))),
                        tag("span", written(limits)),
                        tag("span", limits.isEmpty() ? "" : Quantity.count(droppedBy(survey, limits))))
                .with("class", "signal");
        return tag("details", line, chart, quantiles(all, kept, dropped));
    }

    private static String written(List<Limit> limits) {
        return limits.stream()
                .map(Limits::written)
                .distinct()
                .limit(4)
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
    }

    private static long droppedBy(TableSurvey survey, List<Limit> limits) {
        return limits.stream()
                .map(Limit::rule)
                .distinct()
                .mapToLong(rule -> survey.out().getOrDefault(TableSurvey.DROPPED + rule, 0L))
                .sum();
    }

    private static Markup quantiles(Sketch all, Sketch kept, Sketch dropped) {
        List<Markup> headings = new ArrayList<>(
                List.of(Tables.words(""), Tables.numbers("documents"), Tables.numbers("mean"), Tables.numbers("min")));
        for (double quantile : QUANTILES) {
            headings.add(Tables.numbers(Math.round(100 * quantile) + "%"));
        }
        headings.add(Tables.numbers("max"));
        List<Markup> rows = new ArrayList<>();
        rows.add(row("all", all));
        rows.add(row("kept", kept));
        rows.add(row("dropped", dropped));
        return Tables.table(headings, rows);
    }

    private static Markup row(String name, Sketch sketch) {
        List<String> cells = new ArrayList<>();
        cells.add(Quantity.count(sketch.count()));
        if (!sketch.isEmpty()) {
            cells.add(Quantity.decimal(sketch.mean()));
            cells.add(Quantity.decimal(sketch.min()));
            for (double quantile : QUANTILES) {
                cells.add(Quantity.decimal(sketch.quantile(quantile)));
            }
            cells.add(Quantity.decimal(sketch.max()));
        }
        return Tables.row(name, cells.toArray(String[]::new));
    }
}
