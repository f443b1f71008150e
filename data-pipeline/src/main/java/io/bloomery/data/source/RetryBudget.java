package io.bloomery.data.source;

import java.io.IOException;
import java.util.function.LongSupplier;

/**
 * How much of one file may be examined in vain while looking for the next intact record after damage.
 *
 * <p>Places that only look like the start of a record cost time each, up to the largest record, and move on by one byte;
 * a hostile file can hold very many. Not for use by several threads.
 */
final class RetryBudget {

    /** Largest records that may be examined in vain. */
    private static final int RECORDS = 4;

    private static final int MAX_TRIES_IN_A_ROW = 10_000;

    private long bytesLeft;

    RetryBudget(int maxRecordBytes) {
        this.bytesLeft = (long) RECORDS * maxRecordBytes;
    }

    /** Reads what begins at the place of a window, or finds it damaged. */
    @FunctionalInterface
    interface Attempt {
        Object read() throws IOException, DamageException;
    }

    /**
     * Moves a window past damage to the next place that reads intact; to its end where the budget finds none.
     *
     * @param magic what such a place begins with
     * @param examined bytes the last attempt looked at
     */
    void skipDamage(Window window, byte[] magic, Attempt attempt, LongSupplier examined) throws IOException {
        for (int tries = 0; bytesLeft > 0 && tries < MAX_TRIES_IN_A_ROW; tries++) {
            window.skip(1);
            if (!window.skipTo(magic) || isIntact(attempt)) {
                return;
            }
            bytesLeft -= examined.getAsLong();
        }
        window.skipAll();
    }

    private static boolean isIntact(Attempt attempt) throws IOException {
        try {
            attempt.read();
            return true;
        } catch (DamageException again) {
            return false;
        }
    }
}
