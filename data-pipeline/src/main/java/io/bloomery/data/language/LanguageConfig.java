package io.bloomery.data.language;

import java.io.Serializable;
import java.util.List;

/**
 * HOCON: {@code clean.language}.
 *
 * @param keep {@code keep}: ISO 639-1 codes of the languages to keep; empty keeps every language
 * @param minScore {@code min-score}: smallest confidence with which a text is believed to be in its language, in [0, 1];
 *     0 switches it off
 */
public record LanguageConfig(List<String> keep, double minScore) implements Serializable {
    public LanguageConfig {
        keep = List.copyOf(keep);
        if (!(minScore >= 0 && minScore <= 1)) {
            throw new IllegalArgumentException("min-score must be in [0, 1] but is " + minScore);
        }
        for (String language : keep) {
            if (!LanguageIdentifier.languages().contains(language)) {
                throw new IllegalArgumentException("keep names the language '" + language + "', which is none of "
                        + LanguageIdentifier.languages());
            }
        }
    }
}
