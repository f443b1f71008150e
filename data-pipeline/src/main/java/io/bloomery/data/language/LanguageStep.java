package io.bloomery.data.language;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.document.Document;
import io.bloomery.data.step.DocumentStep;
import io.bloomery.data.step.Verdict;

/**
 * Stores the language of a document and drops those in another language than wanted, or in none for sure.
 *
 * <p>The measured number of a drop is the confidence; for a language that is sure but not wanted it is the confidence that
 * the text is in a wanted one, 0.
 */
public final class LanguageStep implements DocumentStep {

    public static final String RULE = "language";

    private final LanguageConfig config;

    public LanguageStep(LanguageConfig config) {
        this.config = requireNonNull(config, "config");
    }

    @Override
    public Verdict apply(Document document) {
        Guess guess = LanguageIdentifier.identify(document.text());
        Document named = document.withLanguage(guess.language(), guess.score());
        double measured = isWanted(guess.language()) ? guess.score() : 0;
        boolean kept = measured >= config.minScore() && isWanted(guess.language());
        return kept ? new Verdict.Keep(named) : new Verdict.Drop(named, RULE, measured, config.minScore());
    }

    private boolean isWanted(String language) {
        return config.keep().isEmpty() || config.keep().contains(language);
    }
}
