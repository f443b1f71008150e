package io.bloomery.data.filter.dolma;

/**
 * How often a run of tokens is said over and over, as Dolma's {@code tokenizer_repetitions} looks for it: tokens are put in
 * rows of one period after the other, and rows that are as the row before make a run, with what stands equal at its ends.
 * So a run that is said three times is found for sure only where it is longer than a row on either side.
 */
final class PeriodicRuns {

    private static final int FEWEST = 3;

    private final int[] tokens;

    PeriodicRuns(int[] tokens) {
        this.tokens = tokens.clone();
    }

    /** The most times that a run of a period of up to {@code maxPeriod} tokens is said; 0 where none is three times. */
    int mostTimes(int maxPeriod) {
        int most = 0;
        for (int period = 1; period <= Math.min(maxPeriod, tokens.length / FEWEST); period++) {
            most = Math.max(most, mostTimesOf(period));
        }
        return most >= FEWEST ? most : 0;
    }

    private int mostTimesOf(int period) {
        int most = 0;
        int rows = tokens.length / period;
        for (int row = 1; row < rows; row++) {
            int first = row;
            while (row < rows && isAsBefore(row, period)) {
                row++;
            }
            if (row > first) {
                int start = (first - 1) * period - equalBefore(first * period, period);
                int end = row * period + equalFrom(row * period, period);
                most = Math.max(most, (end - start) / period);
            }
        }
        return most;
    }

    private boolean isAsBefore(int row, int period) {
        return equalFrom(row * period, period) == period;
    }

    /** How many tokens from a place on are as those one period before, at most a period of them. */
    private int equalFrom(int from, int period) {
        int equal = 0;
        while (equal < period && isEqual(from + equal, period)) {
            equal++;
        }
        return equal;
    }

    private int equalBefore(int end, int period) {
        int equal = 0;
        while (equal < period && isEqual(end - 1 - equal, period)) {
            equal++;
        }
        return equal;
    }

    private boolean isEqual(int place, int period) {
        return place >= period && place < tokens.length && tokens[place] == tokens[place - period];
    }
}
