package io.bloomery.data.extract;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Draws the scores of blocks at one path of element names together, as the posts of a thread or the cards of a shop are
 * built alike, and all main text or none of it. Not in articles, whose paragraphs are built like what interrupts them.
 */
final class Namesakes {

    /** What the mean of a block's namesakes weighs, beside one for both. */
    static final double WEIGHT = 0.5;

    private Namesakes() {}

    /**
     * The scores drawn together; those that are not numbers stay so and draw nobody.
     *
     * @param article how likely the page is an article, 0 to 1
     */
    static double[] evened(List<Block> blocks, double[] scores, double article) {
        Map<Long, Mean> means = new HashMap<>();
        for (int i = 0; i < scores.length; i++) {
            if (!Double.isNaN(scores[i])) {
                means.computeIfAbsent(blocks.get(i).region.names, key -> new Mean())
                        .add(scores[i]);
            }
        }
        double weight = WEIGHT * (1 - article);
        double[] evened = scores.clone();
        for (int i = 0; i < scores.length; i++) {
            if (!Double.isNaN(scores[i])) {
                evened[i] += weight * (means.get(blocks.get(i).region.names).get() - scores[i]);
            }
        }
        return evened;
    }

    private static final class Mean {
        private double sum;
        private int count;

        void add(double value) {
            sum += value;
            count++;
        }

        double get() {
            return sum / count;
        }
    }
}
