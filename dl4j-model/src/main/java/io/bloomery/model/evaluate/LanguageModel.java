package io.bloomery.model.evaluate;

/** Gives every next token of a sequence a probability; the same sequence always costs the same. */
@FunctionalInterface
public interface LanguageModel {

    /**
     * Cost of predicting all tokens but the first.
     *
     * @param tokens ids within the vocabulary, at least two
     * @return the sum of -ln p over {@code tokens.length - 1} positions, in nats
     */
    double negativeLogLikelihood(int[] tokens);
}
