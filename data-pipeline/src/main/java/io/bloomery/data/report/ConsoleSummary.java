package io.bloomery.data.report;

import io.bloomery.data.check.CheckOutcome;
import io.bloomery.data.quantity.Quantity;
import io.bloomery.data.survey.Drift;
import io.bloomery.data.survey.TableSurvey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report as the last lines a run prints: plain text, no colour, at most 100 columns unless a path is longer. */
public final class ConsoleSummary {

    private static final int MAX_LABEL_CHARACTERS = 40;
    private static final int MAX_TITLE_CHARACTERS = 90;
    private static final int MAX_GENERATION_CHARACTERS = 300;
    private static final int MAX_PATH_CHARACTERS = 4_096;
    private static final int MAX_GENERATIONS = 3;
    private static final int MAX_SILENT_RULES = 5;

    private ConsoleSummary() {}

    /** Lines that end with a line feed each. */
    public static String render(LineReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(VisibleText.line(report.run().title(), MAX_TITLE_CHARACTERS) + ", run "
                + VisibleText.line(report.run().runId(), MAX_TITLE_CHARACTERS));
        funnel(report.corpus().funnels(), lines);
        curation(report.curation(), lines);
        model(report.model(), lines);
        stages(report, lines);
        locations(report.run().locations(), lines);
        return String.join("\n", lines) + "\n";
    }

    private static void funnel(List<Funnel> funnels, List<String> lines) {
        if (funnels.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(funnelRow("what became of the pages", "in", "kept", "dropped", "quarantined"));
        for (Funnel funnel : funnels) {
            lines.add(funnelRow(
                    label(funnel.stage()),
                    Quantity.count(funnel.in()),
                    Quantity.count(funnel.kept()),
                    Quantity.count(funnel.dropped()),
                    Quantity.count(funnel.quarantined())));
            funnel.droppedByRule()
                    .forEach(share -> lines.add(
                            funnelRow("  " + label(share.label()), "", "", Quantity.count(share.count()), "")));
            funnel.quarantinedByReason()
                    .forEach(share -> lines.add(
                            funnelRow("  " + label(share.label()), "", "", "", Quantity.count(share.count()))));
        }
    }

    private static void curation(CurationSummary curation, List<String> lines) {
        for (TableSurvey survey : curation.surveys()) {
            List<String> silent = RulesSection.silent(survey);
            if (!silent.isEmpty()) {
                String named = String.join(", ", silent.subList(0, Math.min(MAX_SILENT_RULES, silent.size())));
                lines.add("  " + label(survey.stage()) + ": " + Quantity.count(silent.size()) + " rules never fired: "
                        + VisibleText.line(named, MAX_TITLE_CHARACTERS)
                        + (silent.size() > MAX_SILENT_RULES ? ", …" : ""));
            }
        }
        for (Drift drift : curation.drifts()) {
            lines.add("");
            lines.add("  " + label(drift.now().stage()) + " against run "
                    + VisibleText.line(drift.before().runId(), MAX_TITLE_CHARACTERS));
            DriftSection.sentences(drift)
                    .forEach(sentence -> lines.add("    " + VisibleText.line(sentence, MAX_GENERATION_CHARACTERS)));
        }
        if (!curation.checks().isEmpty()) {
            lines.add("");
            curation.checks().forEach(outcome -> lines.add(check(outcome)));
        }
    }

    private static String check(CheckOutcome outcome) {
        return "  " + (outcome.passed() ? "holds " : "FAILS ") + label(outcome.stage()) + ": "
                + VisibleText.line(outcome.check().text(), MAX_TITLE_CHARACTERS) + ", measured "
                + ChecksSection.measured(outcome);
    }

    private static String funnelRow(String name, String in, String kept, String dropped, String quarantined) {
        return String.format(Locale.ROOT, "  %-42s %12s %12s %12s %12s", name, in, kept, dropped, quarantined)
                .stripTrailing();
    }

    private static void model(ModelSummary model, List<String> lines) {
        if (model.parameters() > 0) {
            lines.add("");
            lines.add(fact("parameters", Quantity.count(model.parameters())));
            lines.add(fact("tokens trained on", Quantity.count(model.tokens())));
            lines.add(fact("tokens per second", Quantity.count(Math.round(model.tokensPerSecond()))));
        }
        for (Curve curve : model.curves()) {
            if (!curve.points().isEmpty()) {
                Curve.Point first = curve.points().get(0);
                Curve.Point last = curve.points().get(curve.points().size() - 1);
                lines.add(fact(
                        label(curve.name()),
                        Quantity.decimal(first.value()) + " at step " + Quantity.count(first.step()) + ", "
                                + Quantity.decimal(last.value()) + " at step " + Quantity.count(last.step())));
            }
        }
        for (Perplexity perplexity : model.perplexities()) {
            lines.add(fact("perplexity, " + label(perplexity.model()), Quantity.decimal(perplexity.value())));
        }
        generations(model.generations(), lines);
    }

    private static void generations(List<Generation> generations, List<String> lines) {
        if (generations.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add("  what it writes");
        generations.stream()
                .limit(MAX_GENERATIONS)
                .map(written ->
                        VisibleText.line(written.prompt() + "|" + written.continuation(), MAX_GENERATION_CHARACTERS))
                .forEach(written -> lines.add("    " + written));
    }

    private static void stages(LineReport report, List<String> lines) {
        if (report.run().stages().isEmpty()) {
            return;
        }
        lines.add("");
        for (StageSummary stage : report.run().stages()) {
            lines.add(fact(
                    label(stage.stage()),
                    stage.skipped() ? "already there, skipped" : Quantity.duration(stage.duration())));
        }
        lines.add(fact("all stages", Quantity.duration(report.duration())));
    }

    private static void locations(List<Location> locations, List<String> lines) {
        if (locations.isEmpty()) {
            return;
        }
        lines.add("");
        for (Location location : locations) {
            lines.add(fact(label(location.name()), VisibleText.line(location.path(), MAX_PATH_CHARACTERS)));
        }
    }

    private static String fact(String name, String value) {
        return String.format(Locale.ROOT, "  %-28s %s", name, value).stripTrailing();
    }

    private static String label(String text) {
        return VisibleText.line(text, MAX_LABEL_CHARACTERS);
    }
}
