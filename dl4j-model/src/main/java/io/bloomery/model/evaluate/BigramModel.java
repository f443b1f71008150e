package io.bloomery.model.evaluate;

/**
 * Knows which token follows which: interpolated Kneser-Ney smoothing of order two.
 *
 * <p>As in Chen and Goodman 1999, section 2.7: p(w|h) = max(c(h,w) - D, 0) / c(h) + D n(h) / c(h) q(w), where n(h) is the
 * number of kinds of token seen after h, D = n1 / (n1 + 2 n2) from the numbers of pairs seen once and twice, and q(w) is
 * the share of kinds of pair that end in w. Deviation: q is discounted by the same D and interpolated with the uniform
 * distribution, so that a token never seen has a probability too; after an h never seen, p is q.
 */
public final class BigramModel implements LanguageModel {

    private final PairCounts counts;
    private final long[] followedBy; // c(h)
    private final long[] kindsAfter; // n(h)
    private final double[] lower; // q(w)
    private final double discount;

    public BigramModel(PairCounts counts) {
        int vocabularySize = counts.vocabularySize();
        this.counts = counts;
        this.followedBy = new long[vocabularySize];
        this.kindsAfter = new long[vocabularySize];
        long[] kindsBefore = new long[vocabularySize];
        long[] pairsSeen = new long[3]; // [1] once, [2] twice, [0] more often
        counts.forEach((previous, next, count) -> {
            followedBy[previous] += count;
            kindsAfter[previous]++;
            kindsBefore[next]++;
            pairsSeen[count <= 2 ? (int) count : 0]++;
        });
        long once = pairsSeen[1];
        this.discount = once == 0 ? 0.5 : once / (once + 2.0 * pairsSeen[2]);
        this.lower = lower(kindsBefore, pairsSeen[0] + pairsSeen[1] + pairsSeen[2], discount);
    }

    private static double[] lower(long[] kindsBefore, long kinds, double discount) {
        double[] lower = new double[kindsBefore.length];
        long seen = 0;
        for (long count : kindsBefore) {
            seen += count > 0 ? 1 : 0;
        }
        for (int token = 0; token < lower.length; token++) {
            lower[token] = kinds == 0
                    ? 1.0 / lower.length
                    : (Math.max(kindsBefore[token] - discount, 0) + discount * seen / lower.length) / kinds;
        }
        return lower;
    }

    /** p(next | previous); sums to one over all next tokens. */
    public double probability(int previous, int next) {
        long all = followedBy[previous];
        if (all == 0) {
            return lower[next];
        }
        double own = Math.max(counts.count(previous, next) - discount, 0) / all;
        return own + discount * kindsAfter[previous] / all * lower[next];
    }

    @Override
    public double negativeLogLikelihood(int[] tokens) {
        double sum = 0;
        for (int i = 1; i < tokens.length; i++) {
            sum -= Math.log(probability(tokens[i - 1], tokens[i]));
        }
        return sum;
    }
}
