package io.bloomery.data.source;

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

    /** Accounts for a place that was examined in vain. */
    void spend(long bytes) {
        bytesLeft -= bytes;
    }

    /** Whether one more place may be tried after this many in a row. */
    boolean allows(int tries) {
        return bytesLeft > 0 && tries < MAX_TRIES_IN_A_ROW;
    }
}
