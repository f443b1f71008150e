package io.bloomery.data.stats;

/**
 * Count, sum, mean, extremes and spread of numbers, which can be put together from parts in any order.
 *
 * <p>The mean and the squares are updated after Welford 1962 and merged after Chan et al. 1979.
 *
 * @param squares sum of the squared distances from the mean
 * @param min infinity if there are no numbers
 * @param max minus infinity if there are no numbers
 */
public record Moments(long count, double total, double mean, double squares, double min, double max) {

    /** Of no numbers. */
    public static final Moments NONE = new Moments(0, 0, 0, 0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    /** Of these numbers and one more. */
    public Moments with(double number) {
        return plus(new Moments(1, number, number, 0, number, number));
    }

    /** Of the numbers of both. */
    public Moments plus(Moments other) {
        long both = count + other.count;
        if (both == 0) {
            return NONE;
        }
        double distance = other.mean - mean;
        return new Moments(
                both,
                total + other.total,
                mean + distance * other.count / both,
                squares + other.squares + distance * distance * count * other.count / both,
                Math.min(min, other.min),
                Math.max(max, other.max));
    }

    /** Variance of the population that the numbers are a sample of; 0 for fewer than two. */
    public double variance() {
        return count > 1 ? squares / (count - 1) : 0;
    }

    /** Root of the {@link #variance}. */
    public double standardDeviation() {
        return Math.sqrt(variance());
    }
}
