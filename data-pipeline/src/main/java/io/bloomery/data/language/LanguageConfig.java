package io.bloomery.data.language;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;

/**
 * HOCON: {@code clean.rules.language}.
 *
 * @param keep {@code keep}: ISO 639-1 codes of the languages to keep, or labels of the model; empty keeps every language
 * @param minScore {@code min-score}: smallest confidence with which a text is believed to be in its language, in [0, 1];
 *     0 switches it off
 * @param model {@code model}: path of a supervised fastText model whose labels are languages; empty for the light
 *     identifier of our own
 */
public record LanguageConfig(List<String> keep, double minScore, String model) implements Serializable {
    public LanguageConfig {
        requireNonNull(model, "model");
        keep = List.copyOf(keep);
        if (!(minScore >= 0 && minScore <= 1)) {
            throw new IllegalArgumentException("min-score must be in [0, 1] but is " + minScore);
        }
        if (model.isEmpty()) {
            requireKnown(keep, LanguageIdentifier.languages());
        }
    }

    /** Fails if a language to keep is none that the identifier can name. */
    static void requireKnown(List<String> keep, Collection<String> known) {
        for (String language : keep) {
            if (!known.contains(language)) {
                throw new IllegalArgumentException(
                        "keep names the language '" + language + "', which is none of " + known);
            }
        }
    }
}
