package io.bloomery.data.report;

import static io.bloomery.data.report.Markup.tag;

import io.bloomery.data.quantity.Quantity;
import io.bloomery.data.survey.Drift;
import io.bloomery.data.survey.Drift.Change;
import io.bloomery.data.survey.Stability;
import io.bloomery.data.survey.Stability.Shift;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What changed since an earlier run, in plain words first, then in numbers. */
final class DriftSection {

    private static final int MAX_CHANGES = 25;
    private static final double VISIBLE_POINTS = 0.05;

    private DriftSection() {}

    static Markup of(List<Drift> drifts) {
        if (drifts.isEmpty()) {
            return Markup.NOTHING;
        }
        List<Markup> stages = drifts.stream().map(DriftSection::stage).toList();
        return tag("section", tag("h2", "What changed since the run before"), Markup.join(stages))
                .with("id", "drift");
    }

    private static Markup stage(Drift drift) {
        return Markup.join(
                tag("h3", drift.now().stage()),
                tag(
                                "p",
                                "Against run " + drift.before().runId() + " of "
                                        + drift.before().created() + " ("
                                        + drift.before().fingerprint() + ").")
                        .with("class", "note"),
                tag(
                        "ul",
                        sentences(drift).stream()
                                .map(sentence -> tag("li", sentence))
                                .toList()),
                folded("what became of the input", changes(drift.outcomes())),
                folded("languages", changes(drift.labels("language"))),
                folded("sources", changes(drift.labels("source"))),
                folded("hosts", changes(drift.labels("host"))),
                folded("numbers", numbers(drift)));
    }

    /** What a person should know, the most important first. */
    static List<String> sentences(Drift drift) {
        List<String> sentences = new ArrayList<>();
        List<Change> outcomes = drift.outcomes();
        sentences.add(sentence("The kept part of the input", outcomes.get(0)));
        outcomes.stream()
                .skip(1)
                .filter(DriftSection::isVisible)
                .max(Comparator.comparingDouble(change -> Math.abs(change.points())))
                .ifPresent(change -> sentences.add(sentence(
                        "The reason that changed most is " + change.what() + ": its part of the input", change)));
        sentences.add(mix("The mix of languages", drift.mix("language")));
        sentences.add(shifted(drift));
        if (!drift.onlyOnce().isEmpty()) {
            sentences.add("Measured in one of the runs only: " + String.join(", ", drift.onlyOnce()) + ".");
        }
        return sentences;
    }

    private static String sentence(String subject, Change change) {
        String then = Quantity.percent(change.before());
        String now = Quantity.percent(change.now());
        if (!isVisible(change)) {
            return subject + " is the same, " + now + ".";
        }
        return subject + (change.points() > 0 ? " rose from " : " fell from ") + then + " to " + now + ".";
    }

    private static String mix(String subject, Stability stability) {
        return subject + ": " + words(stability.shift()) + " (stability index " + Quantity.decimal(stability.index())
                + ").";
    }

    private static String shifted(Drift drift) {
        List<String> moved = drift.numbers().entrySet().stream()
                .filter(number -> isShifted(number.getValue()))
                .sorted(Comparator.comparingDouble(number -> -number.getValue().index()))
                .map(Map.Entry::getKey)
                .toList();
        String all = Quantity.count(drift.numbers().size());
        return moved.isEmpty()
                ? "None of " + all + " numbers shifted."
                : Quantity.count(moved.size()) + " of " + all + " numbers shifted, most of all "
                        + String.join(", ", moved.subList(0, Math.min(3, moved.size()))) + ".";
    }

    private static Markup changes(List<Change> changes) {
        List<Markup> rows = changes.stream()
                .sorted(Comparator.comparingDouble((Change change) -> -Math.abs(change.points()))
                        .thenComparing(Change::what))
                .limit(MAX_CHANGES)
                .filter(change -> change.before() > 0 || change.now() > 0)
                .map(change -> Tables.row(
                        change.what(),
                        Quantity.percent(change.before()),
                        Quantity.percent(change.now()),
                        Quantity.points(change.points())))
                .toList();
        return rows.isEmpty()
                ? Markup.NOTHING
                : Tables.table(
                        List.of(
                                Tables.words(""),
                                Tables.numbers("then"),
                                Tables.numbers("now"),
                                Tables.numbers("points")),
                        rows);
    }

    private static Markup numbers(Drift drift) {
        List<Markup> rows = drift.numbers().entrySet().stream()
                .sorted(Comparator.comparingDouble((Map.Entry<String, Stability> number) ->
                                -number.getValue().index())
                        .thenComparing(Map.Entry::getKey))
                .map(number -> number(drift, number.getKey(), number.getValue()))
                .toList();
        return rows.isEmpty()
                ? Markup.NOTHING
                : Tables.table(
                        List.of(
                                Tables.words("number of all documents"),
                                Tables.numbers("median then"),
                                Tables.numbers("now"),
                                Tables.numbers("stability index"),
                                Tables.words("")),
                        rows);
    }

    private static Markup number(Drift drift, String name, Stability stability) {
        return tag(
                "tr",
                Tables.name(name),
                Tables.number(Quantity.decimal(drift.before().numberOfAll(name).quantile(0.5))),
                Tables.number(Quantity.decimal(drift.now().numberOfAll(name).quantile(0.5))),
                Tables.number(Quantity.decimal(stability.index())),
                tag("td", words(stability.shift())).with("class", isShifted(stability) ? "fails" : "note"));
    }

    private static Markup folded(String title, Markup content) {
        return content.isEmpty() ? Markup.NOTHING : tag("details", tag("summary", title), content);
    }

    private static boolean isVisible(Change change) {
        return Math.abs(change.points()) >= VISIBLE_POINTS;
    }

    private static boolean isShifted(Stability stability) {
        return stability.shift() == Shift.MODERATE || stability.shift() == Shift.LARGE;
    }

    private static String words(Shift shift) {
        return switch (shift) {
            case NONE -> "no shift";
            case MODERATE -> "moderate shift";
            case LARGE -> "large shift";
            case UNKNOWN -> "too few documents to tell";
        };
    }
}
