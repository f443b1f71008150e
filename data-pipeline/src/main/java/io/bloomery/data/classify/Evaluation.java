package io.bloomery.data.classify;

import java.util.Comparator;
import java.util.List;

/**
 * How well a model tells examples apart that it did not learn from.
 *
 * @param examples how many there were
 * @param positives how many of them are positive
 * @param accuracy share that lies on the right side of one half
 * @param f1 harmonic mean of precision and recall of the positive ones; 0 where nothing positive is found
 * @param auc probability that a positive example scores higher than a negative one; 0.5 if a class is missing
 */
public record Evaluation(long examples, long positives, double accuracy, double f1, double auc) {

    private record Scored(double score, boolean positive) {}

    /** Scores every example. */
    public static Evaluation of(QualityModel model, List<Example> examples) {
        List<Scored> scored = examples.stream()
                .map(example -> new Scored(model.score(example.features()), example.positive()))
                .sorted(Comparator.comparingDouble(Scored::score))
                .toList();
        long positives = scored.stream().filter(Scored::positive).count();
        long found = scored.stream().filter(one -> one.score() >= 0.5).count();
        long rightlyFound = scored.stream()
                .filter(one -> one.score() >= 0.5 && one.positive())
                .count();
        long right = scored.size() - found - positives + 2 * rightlyFound;
        double f1 = rightlyFound == 0 ? 0 : 2.0 * rightlyFound / (found + positives);
        double accuracy = scored.isEmpty() ? 0 : (double) right / scored.size();
        return new Evaluation(scored.size(), positives, accuracy, f1, auc(scored, positives));
    }

    /** The statistic of Mann and Whitney; equal scores share their ranks. */
    private static double auc(List<Scored> scored, long positives) {
        long negatives = scored.size() - positives;
        double ranks = 0;
        for (int i = 0; i < scored.size(); ) {
            int next = i;
            long tied = 0;
            while (next < scored.size()
                    && scored.get(next).score() == scored.get(i).score()) {
                tied += scored.get(next++).positive() ? 1 : 0;
            }
            ranks += tied * (i + next + 1) / 2.0;
            i = next;
        }
        return positives == 0 || negatives == 0
                ? 0.5
                : (ranks - positives * (positives + 1) / 2.0) / ((double) positives * negatives);
    }
}
