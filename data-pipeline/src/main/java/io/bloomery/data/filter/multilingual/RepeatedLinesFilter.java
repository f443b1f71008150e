package io.bloomery.data.filter.multilingual;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.Rule;
import java.util.List;

/**
 * Drops texts that mostly repeat themselves, line by line.
 *
 * <p>Rae et al. 2021 (Gopher), table A1: second and later copies, by number and by characters, over stripped lines
 * that are not blank.
 */
public final class RepeatedLinesFilter implements Rule {

    public static final String RULE = "repeated-lines";
    public static final String CHARACTERS = "repeated-line-characters";

    private static final long serialVersionUID = 1L;

    private final RepeatedLinesConfig config;

    public RepeatedLinesFilter(RepeatedLinesConfig config) {
        this.config = requireNonNull(config, "config");
    }

    @Override
    public void apply(Draft draft) {
        List<String> lines = draft.view(Lines.VIEW);
        draft.signal(RULE, Lines.repeatedFraction(lines));
        draft.signal(CHARACTERS, Lines.repeatedCharacterFraction(lines));
    }

    @Override
    public List<Limit> limits() {
        return List.of(
                Limit.atMost(RULE, config.maxFraction()), Limit.atMost(CHARACTERS, config.maxCharacterFraction()));
    }
}
