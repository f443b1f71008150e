package io.bloomery.data.filter;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.document.Document;
import io.bloomery.data.step.DocumentStep;
import io.bloomery.data.step.Verdict;

/**
 * Drops texts of too few characters.
 *
 * <p>Counts code points that are not white space. The rule matters most for scripts without spaces, where fifty words
 * are only fifty characters.
 */
public final class ShortTextFilter implements DocumentStep {

    public static final String RULE = "short-text";

    private final ShortTextConfig config;

    public ShortTextFilter(ShortTextConfig config) {
        this.config = requireNonNull(config, "config");
    }

    @Override
    public Verdict apply(Document document) {
        return Measure.judge(document, Measure.atLeast(RULE, characters(document.text()), config.minCharacters()));
    }

    static double characters(String text) {
        return text.codePoints()
                .filter(codePoint -> !Character.isWhitespace(codePoint))
                .count();
    }
}
