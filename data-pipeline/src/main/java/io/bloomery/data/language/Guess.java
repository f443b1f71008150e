package io.bloomery.data.language;

import static java.util.Objects.requireNonNull;

/**
 * A language and the confidence in it.
 *
 * @param language ISO 639-1 code, or {@code und}
 * @param score in [0, 1]
 */
public record Guess(String language, double score) {
    public Guess {
        requireNonNull(language, "language");
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("score must be in [0, 1] but is " + score);
        }
    }
}
