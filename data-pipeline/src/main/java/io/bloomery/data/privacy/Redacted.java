package io.bloomery.data.privacy;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * Whether one kind of personal data is replaced, and by what.
 *
 * @param enabled {@code enabled}: whether the kind is looked for
 * @param replacement {@code replacement}: what comes in its place; no digits and no {@code @}, so that it is not found
 *     itself
 */
public record Redacted(boolean enabled, String replacement) implements Serializable {
    public Redacted {
        requireNonNull(replacement, "replacement");
        if (replacement.chars().anyMatch(c -> c == '@' || Character.isDigit(c))) {
            throw new IllegalArgumentException(
                    "replacement must have no digit and no @, or it is taken for personal data: '" + replacement + "'");
        }
    }
}
