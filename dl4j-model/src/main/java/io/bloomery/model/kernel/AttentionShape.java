package io.bloomery.model.kernel;

/**
 * The sizes of one causal self-attention.
 *
 * @param batch number of sequences
 * @param time tokens per sequence
 * @param heads attention heads
 * @param headWidth width of one head
 */
public record AttentionShape(int batch, int time, int heads, int headWidth) {

    public AttentionShape {
        if (batch <= 0 || time <= 0 || heads <= 0 || headWidth <= 0) {
            throw new IllegalArgumentException("sizes of attention must be positive but are batch " + batch + ", time "
                    + time + ", heads " + heads + ", head width " + headWidth);
        }
    }

    /** Number of rows, one per token. */
    public int rows() {
        return batch * time;
    }

    /** Width of all heads together. */
    public int width() {
        return heads * headWidth;
    }

    /** What scores are multiplied with before the softmax: one over the root of the head's width. */
    public float scale() {
        return (float) (1 / Math.sqrt(headWidth));
    }
}
