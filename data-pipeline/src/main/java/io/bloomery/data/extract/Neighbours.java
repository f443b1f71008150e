package io.bloomery.data.extract;

import java.util.List;

/**
 * Draws the scores of blocks that stand next to one another together, as main text comes in runs.
 *
 * <p>A block's score becomes the mean of its own and of those right before and after it, these weighing the less the more
 * levels of the page lie between. Twice the weight or half of it does nearly the same on the pages of the forests; in
 * articles, where single lines interrupt the text, it is half.
 */
final class Neighbours {

    /** What a neighbour in the same region weighs beside the block itself. */
    static final double WEIGHT = 0.8;

    static final double WEIGHT_IN_ARTICLES = 0.4;

    private Neighbours() {}

    /**
     * The scores drawn together; those that are not numbers stay so and draw nobody.
     *
     * @param article how likely the page is an article, 0 to 1
     */
    static double[] evened(List<Block> blocks, double[] scores, double article) {
        double whole = WEIGHT + article * (WEIGHT_IN_ARTICLES - WEIGHT);
        double[] sums = scores.clone();
        double[] weights = new double[scores.length];
        for (int i = 0; i + 1 < scores.length; i++) {
            if (!Double.isNaN(scores[i]) && !Double.isNaN(scores[i + 1])) {
                int levels = BlockFeatures.apart(blocks.get(i + 1).region, blocks.get(i).region);
                double weight = whole / (1 + levels);
                sums[i] += weight * scores[i + 1];
                sums[i + 1] += weight * scores[i];
                weights[i] += weight;
                weights[i + 1] += weight;
            }
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= 1 + weights[i];
        }
        return sums;
    }
}
