package io.bloomery.data.filter;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.document.Document;
import io.bloomery.data.step.DocumentStep;
import io.bloomery.data.step.Verdict;
import java.util.List;

/**
 * Drops texts that consist of bullet points.
 *
 * <p>Rae et al. 2021 (Gopher), table A1, over lines that are not blank. A bullet is one of {@code U+2022 U+25CF - *}; the
 * last needs a space behind it, so that emphasis is none.
 */
public final class BulletLinesFilter implements DocumentStep {

    public static final String RULE = "bullet-lines";

    private final BulletLinesConfig config;

    public BulletLinesFilter(BulletLinesConfig config) {
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
                : (double) lines.stream().filter(BulletLinesFilter::isBullet).count() / lines.size();
    }

    private static boolean isBullet(String line) {
        char first = line.charAt(0);
        return first == '\u2022' || first == '\u25CF' || first == '-' || line.startsWith("* ");
    }
}
