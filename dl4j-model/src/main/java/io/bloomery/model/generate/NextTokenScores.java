package io.bloomery.model.generate;

/** What a model says about the token after a text: one logit for each token of the vocabulary. */
@FunctionalInterface
public interface NextTokenScores {

    /**
     * Scores every possible next token.
     *
     * @param tokens the text so far, at least one token and at most what the model can see at once
     */
    float[] after(int[] tokens);
}
