package io.bloomery.data.filter.multilingual;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.Rule;
import java.util.List;

/**
 * Drops texts of too few characters.
 *
 * <p>Counts code points that are not white space. The rule matters most for scripts without spaces, where fifty words
 * are only fifty characters.
 */
public final class ShortTextFilter implements Rule {

    public static final String RULE = "short-text";

    private static final long serialVersionUID = 1L;

    private final ShortTextConfig config;

    public ShortTextFilter(ShortTextConfig config) {
        this.config = requireNonNull(config, "config");
    }

    @Override
    public void apply(Draft draft) {
        draft.signal(RULE, characters(draft.text()));
    }

    @Override
    public List<Limit> limits() {
        return List.of(Limit.atLeast(RULE, config.minCharacters()));
    }

    static double characters(String text) {
        return text.codePoints()
                .filter(codePoint -> !Character.isWhitespace(codePoint))
                .count();
    }
}
