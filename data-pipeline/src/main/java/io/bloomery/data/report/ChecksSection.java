package io.bloomery.data.report;

import static io.bloomery.data.report.Markup.tag;

import io.bloomery.data.check.CheckOutcome;
import io.bloomery.data.quantity.Quantity;
import java.util.List;

/** What was expected of the output, and whether it holds; what does not hold comes first. */
final class ChecksSection {

    private ChecksSection() {}

    static Markup of(List<CheckOutcome> checks) {
        if (checks.isEmpty()) {
            return Markup.NOTHING;
        }
        List<Markup> rows = checks.stream()
                .sorted((a, b) -> Boolean.compare(a.passed(), b.passed()))
                .map(ChecksSection::row)
                .toList();
        return tag(
                        "section",
                        tag("h2", "Checks"),
                        tag("p", summary(checks)).with("class", "note"),
                        Tables.table(
                                List.of(
                                        Tables.words("expected"),
                                        Tables.words("of"),
                                        Tables.numbers("measured"),
                                        Tables.words("holds")),
                                rows))
                .with("id", "checks");
    }

    private static String summary(List<CheckOutcome> checks) {
        long failed = checks.stream().filter(check -> !check.passed()).count();
        return failed == 0
                ? "All " + Quantity.count(checks.size()) + " checks hold."
                : Quantity.count(failed) + " of " + Quantity.count(checks.size()) + " checks do not hold.";
    }

    private static Markup row(CheckOutcome outcome) {
        return tag(
                "tr",
                Tables.name(outcome.check().text()),
                tag("td", outcome.stage()),
                Tables.number(measured(outcome)),
                tag("td", outcome.passed() ? "✓ yes" : "✗ no").with("class", outcome.passed() ? "holds" : "fails"));
    }

    /** What was measured, as people read it. */
    static String measured(CheckOutcome outcome) {
        return outcome.measured().isPresent()
                ? Quantity.decimal(outcome.measured().getAsDouble())
                : "nothing to measure";
    }
}
