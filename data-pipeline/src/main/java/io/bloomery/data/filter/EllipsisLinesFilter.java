package io.bloomery.data.filter;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.document.Document;
import io.bloomery.data.step.DocumentStep;
import io.bloomery.data.step.Verdict;
import java.util.List;

/**
 * Drops texts whose lines are mostly cut off with an ellipsis.
 *
 * <p>Rae et al. 2021 (Gopher), table A1, over lines that are not blank.
 */
public final class EllipsisLinesFilter implements DocumentStep {

    public static final String RULE = "ellipsis-lines";

    private final EllipsisLinesConfig config;

    public EllipsisLinesFilter(EllipsisLinesConfig config) {
        this.config = requireNonNull(config, "config");
    }

    @Override
    public Verdict apply(Document document) {
        return Measure.judge(document, Measure.atMost(RULE, fraction(document.text()), config.maxFraction()));
    }

    static double fraction(String text) {
        List<String> lines = Lines.of(text);
        return lines.isEmpty()
                ? 0
                : (double) lines.stream()
                                .filter(line -> line.endsWith("...") || line.endsWith("\u2026"))
                                .count()
                        / lines.size();
    }
}
