package io.bloomery.data.language;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.step.Bound;
import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.Rule;
import java.util.List;

/**
 * Stores the language of a document and drops those in another language than wanted, or in none for sure.
 *
 * <p>The measured number is the confidence that the text is in a wanted language: 0 where it is in another one. It follows
 * from the document's language and score alone, so that other languages can be wanted later.
 */
public final class LanguageRule implements Rule {

    private static final long serialVersionUID = 1L;

    public static final String RULE = "language";

    private final LanguageConfig config;

    public LanguageRule(LanguageConfig config) {
        this.config = requireNonNull(config, "config");
    }

    @Override
    public void apply(Draft draft) {
        Guess guess = LanguageIdentifier.identify(draft.text());
        draft.identify(guess.language(), guess.score());
        recall(draft);
    }

    @Override
    public void recall(Draft draft) {
        draft.signal(RULE, isWanted(draft.language()) ? draft.languageScore() : 0);
    }

    @Override
    public List<String> recalledSettings() {
        return List.of("keep");
    }

    @Override
    public List<Limit> limits() {
        boolean everyScoreWillDo = config.minScore() == 0;
        Bound bound = everyScoreWillDo && !config.keep().isEmpty() ? Bound.MORE_THAN : Bound.AT_LEAST;
        return List.of(new Limit(RULE, RULE, bound, config.minScore()));
    }

    private boolean isWanted(String language) {
        return config.keep().isEmpty() || config.keep().contains(language);
    }
}
