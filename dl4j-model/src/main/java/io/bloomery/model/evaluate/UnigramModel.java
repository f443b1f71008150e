package io.bloomery.model.evaluate;

/** Knows how frequent each token is: p(w) = (c(w) + 1) / (N + V), Laplace's rule of succession. */
public final class UnigramModel implements LanguageModel {

    private final double[] costs;

    /** Takes each token's count as the second of a pair, so that it is fitted to the positions it is scored on. */
    public UnigramModel(PairCounts counts) {
        long[] tokens = new long[counts.vocabularySize()];
        counts.forEach((previous, next, count) -> tokens[next] += count);
        long all = 0;
        for (long count : tokens) {
            all += count;
        }
        costs = new double[tokens.length];
        for (int token = 0; token < tokens.length; token++) {
            costs[token] = -Math.log((tokens[token] + 1.0) / (all + tokens.length));
        }
    }

    @Override
    public double negativeLogLikelihood(int[] tokens) {
        double sum = 0;
        for (int i = 1; i < tokens.length; i++) {
            sum += costs[tokens[i]];
        }
        return sum;
    }
}
