package io.bloomery.data.filter.multilingual;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.Rule;
import java.util.List;

/**
 * Drops texts that mostly repeat themselves, paragraph by paragraph.
 *
 * <p>Rae et al. 2021 (Gopher), table A1: second and later copies, by number and by characters, over stripped paragraphs
 * that are not blank.
 */
public final class RepeatedParagraphsFilter implements Rule {

    public static final String RULE = "repeated-paragraphs";
    public static final String CHARACTERS = "repeated-paragraph-characters";

    private static final long serialVersionUID = 1L;

    private final RepeatedParagraphsConfig config;

    public RepeatedParagraphsFilter(RepeatedParagraphsConfig config) {
        this.config = requireNonNull(config, "config");
    }

    @Override
    public void apply(Draft draft) {
        List<String> paragraphs = draft.view(Lines.PARAGRAPHS);
        draft.signal(RULE, Lines.repeatedFraction(paragraphs));
        draft.signal(CHARACTERS, Lines.repeatedCharacterFraction(paragraphs));
    }

    @Override
    public List<Limit> limits() {
        return List.of(
                Limit.atMost(RULE, config.maxFraction()), Limit.atMost(CHARACTERS, config.maxCharacterFraction()));
    }
}
