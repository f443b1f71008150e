package io.bloomery.model.network;

import static java.util.Objects.requireNonNull;

import io.bloomery.model.kernel.KernelOptions.Precision;
import io.bloomery.model.kernel.cuda.CudaKernel;
import io.bloomery.model.layout.ParameterLayout;
import io.bloomery.model.spec.ModelSpec;

/**
 * What the kernel cuda allocates on a card for training: the flat vectors, the activations of a batch, and its own room.
 *
 * <p>The driver's context, the code and cuBLAS's workspace come on top.
 *
 * @param accumulates whether the gradient of a batch is that of several parts, which takes one more vector
 */
public record CardMemory(ModelSpec spec, Precision precision, boolean recompute, boolean accumulates) {

    /** Blocks that a grid can have in its third dimension, along which attention has the sequences. */
    private static final int MOST_SEQUENCES = 65_535;

    private static final int VECTORS = 4; // parameters, gradient, two of Adam's
    private static final int BFLOAT16_BYTES = 2;
    private static final int ALIGNMENT = 256; // of PassMemory
    private static final int BANDS = 64; // of CudaKernel, as the two below
    private static final int BAND_ROWS = 8;
    private static final int SUMS = 512;

    public CardMemory {
        requireNonNull(spec, "spec");
        requireNonNull(precision, "precision");
    }

    /**
     * Bytes while sequences of the model's whole context are computed on.
     *
     * @param sequences at a time, in [1, 65535]
     */
    public long bytes(int sequences) {
        return bytes(sequences, spec.contextLength());
    }

    /** How many sequences fit at a time; 0 where none does. */
    public int sequencesIn(long bytes) {
        int fit = 0;
        int beyond = (int) Math.min(MOST_SEQUENCES, Integer.MAX_VALUE / rowsOfOne()) + 1;
        while (beyond - fit > 1) {
            int middle = (fit + beyond) >>> 1;
            if (bytes(middle) <= bytes) {
                fit = middle;
            } else {
                beyond = middle;
            }
        }
        return fit;
    }

    long bytes(int sequences, int time) {
        long rows = Math.multiplyExact(sequences, time);
        long logitRows = DecoderActivations.logitRows(spec, sequences, time);
        long floats = (VECTORS + (accumulates ? 1 : 0)) * parameters()
                + DecoderActivations.trainingRoom(spec, sequences, time, recompute)
                + rows * spec.heads();
        return floats * Float.BYTES + rounded(rows, logitRows) + numbers(rows, logitRows) + sums(rows);
    }

    private long parameters() {
        return ParameterLayout.of(spec).size();
    }

    /** Rows of the widest numbering of one sequence: by token, or by head. */
    private long rowsOfOne() {
        return Math.max(spec.contextLength(), spec.heads());
    }

    /** The parameters and both factors of a product in bfloat16. */
    private long rounded(long rows, long logitRows) {
        if (precision != Precision.BFLOAT16) {
            return 0;
        }
        long activated = padded(spec.perceptronWidth());
        long made = Math.max(pitch(qkvWidth()), Math.max(activated, padded(DecoderActivations.expandedWidth(spec))));
        long taken = Math.max(pitch(spec.width()), activated);
        long left = Math.max(rows * made, logitRows * pitch(spec.vocabularySize()));
        return (parameters() + left + rows * taken) * BFLOAT16_BYTES;
    }

    /** The pitch where rows of so many columns must be padded; 0 where they are made in bfloat16. */
    private static long padded(long columns) {
        return pitch(columns) == columns ? 0 : pitch(columns);
    }

    private static long pitch(long columns) {
        return CudaKernel.roundedPitch(Math.toIntExact(columns));
    }

    private long qkvWidth() {
        return spec.width() + 2L * spec.keyValueHeads() * spec.headWidth();
    }

    /** Ids, positions and the rows of each; targets and losses by parts of the logits. */
    private long numbers(long rows, long logitRows) {
        long ofRows = spec.<Long>fold(gpt -> 4L, llama -> 3L);
        long parts = (rows + logitRows - 1) / logitRows;
        return ofRows * room(rows) + 2 * parts * room(logitRows);
    }

    private static long room(long numbers) {
        return (numbers * Integer.BYTES + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    /** What the blocks of a grid sum. */
    private long sums(long rows) {
        long bands = Math.min(BANDS, (rows + BAND_ROWS - 1) / BAND_ROWS);
        long ofColumns = spec.fold(
                gpt -> Math.max(2L * spec.width(), Math.max(qkvWidth(), spec.perceptronWidth())),
                llama -> 2L * spec.width());
        long ofNorm = (SUMS + 1L) * Double.BYTES;
        return Math.max(ofNorm, bands * ofColumns * Float.BYTES);
    }
}
