package io.bloomery.data.mix;

/**
 * What there is of a source, or of a part of it.
 *
 * @param documents how many
 * @param characters in their texts, in code points
 */
public record SourceSize(long documents, long characters) {

    /** Both together. */
    public SourceSize plus(SourceSize other) {
        return new SourceSize(documents + other.documents, characters + other.characters);
    }

    /** So many times this. */
    public SourceSize times(long count) {
        return new SourceSize(documents * count, characters * count);
    }

    /** How much it is in a unit. */
    public double in(BudgetUnit unit, double charactersPerToken) {
        return switch (unit) {
            case CHARACTERS -> characters;
            case TOKENS -> characters / charactersPerToken;
            case DOCUMENTS -> documents;
        };
    }
}
