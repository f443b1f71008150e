package io.bloomery.model.evaluate;

/**
 * Knows nothing but how many tokens there are.
 *
 * @param vocabularySize number of tokens, at least one
 */
public record UniformModel(int vocabularySize) implements LanguageModel {

    public UniformModel {
        if (vocabularySize < 1) {
            throw new IllegalArgumentException("vocabularySize must be positive but is " + vocabularySize);
        }
    }

    @Override
    public double negativeLogLikelihood(int[] tokens) {
        return (tokens.length - 1) * Math.log(vocabularySize);
    }
}
