package io.bloomery.model.kernel;

/**
 * The sizes of one causal self-attention, and where its parts lie in a row: all heads of queries, then all heads of keys, then
 * all heads of values.
 *
 * @param batch number of sequences
 * @param time tokens per sequence
 * @param heads heads of queries
 * @param keyValueHeads heads of keys and values, a divisor of {@code heads}; consecutive heads of queries share one
 * @param headWidth width of one head
 */
public record AttentionShape(int batch, int time, int heads, int keyValueHeads, int headWidth) {

    public AttentionShape {
        if (batch <= 0 || time <= 0 || heads <= 0 || keyValueHeads <= 0 || headWidth <= 0) {
            throw new IllegalArgumentException("sizes of attention must be positive but are batch " + batch + ", time "
                    + time + ", heads " + heads + ", key-value heads " + keyValueHeads + ", head width " + headWidth);
        }
        if (heads % keyValueHeads != 0) {
            throw new IllegalArgumentException(
                    heads + " heads of queries cannot share " + keyValueHeads + " heads of keys and values");
        }
    }

    /** Number of rows, one per token. */
    public int rows() {
        return batch * time;
    }

    /** Width of all heads of queries together. */
    public int width() {
        return heads * headWidth;
    }

    /** Width of all heads of keys, or of values, together. */
    public int keyValueWidth() {
        return keyValueHeads * headWidth;
    }

    /** Width of a row of queries, keys and values. */
    public int rowWidth() {
        return width() + 2 * keyValueWidth();
    }

    /** Heads of queries that share a head of keys and values. */
    public int group() {
        return heads / keyValueHeads;
    }

    /** Indices of probabilities that {@link Dropout} sets aside for a query: its keys, and some more up to whole blocks. */
    public int probabilityStride() {
        return (time + Dropout.BLOCK - 1) / Dropout.BLOCK * Dropout.BLOCK;
    }

    /**
     * Index of the probability of the first key, as {@link Dropout} counts.
     *
     * @param head of a sequence, counted over all sequences
     */
    long probability(int head, int query) {
        return ((long) head * time + query) * probabilityStride();
    }

    /** What scores are multiplied with before the softmax: one over the root of the head's width. */
    public float scale() {
        return (float) (1 / Math.sqrt(headWidth));
    }
}
