package io.bloomery.model.evaluate;

/**
 * What predicting some tokens cost.
 *
 * @param negativeLogLikelihood the sum over the tokens, in nats
 * @param tokens how many were predicted
 */
public record Score(double negativeLogLikelihood, long tokens) {

    public static final Score NOTHING = new Score(0, 0);

    public Score {
        if (tokens < 0) {
            throw new IllegalArgumentException("tokens must not be negative but is " + tokens);
        }
    }

    /** The cost of all sequences, added in their order; sequences of fewer than two tokens predict nothing. */
    public static Score of(LanguageModel model, Iterable<int[]> sequences) {
        Score sum = NOTHING;
        for (int[] tokens : sequences) {
            if (tokens.length >= 2) {
                sum = sum.plus(new Score(model.negativeLogLikelihood(tokens), tokens.length - 1));
            }
        }
        return sum;
    }

    public Score plus(Score other) {
        return new Score(negativeLogLikelihood + other.negativeLogLikelihood, tokens + other.tokens);
    }

    /** Nats per token; NaN when nothing was predicted. */
    public double loss() {
        return negativeLogLikelihood / tokens;
    }

    /** How many equally likely tokens the model chose among, on average: e to the loss. */
    public double perplexity() {
        return Math.exp(loss());
    }
}
