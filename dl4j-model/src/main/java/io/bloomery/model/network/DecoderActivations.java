package io.bloomery.model.network;

import io.bloomery.model.kernel.AttentionShape;
import io.bloomery.model.kernel.Kernel;
import io.bloomery.model.kernel.Norm;
import io.bloomery.model.kernel.Tensor;
import io.bloomery.model.spec.ModelSpec;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The intermediate results of one batch shape, allocated once and used for every batch of that shape.
 *
 * <p>For training each block has its own, or all share one that is filled again on the way down; for inference, which keeps
 * nothing for a gradient, all blocks share one set and the stream.
 *
 * @param shape sizes of the batch
 * @param stream the residual stream before each block and after the last
 * @param blocks what each block keeps
 * @param statistics of the last norm
 * @param scratch what holds nothing for long
 */
record DecoderActivations(
        AttentionShape shape,
        Arena arena,
        List<Tensor> stream,
        List<Block> blocks,
        Norm.Statistics statistics,
        Scratch scratch)
        implements AutoCloseable {

    /**
     * Logits are made for at most about this many floats at a time, so that a large vocabulary costs bounded memory; fewer
     * would read and write the gradient of the head more often.
     */
    private static final long LOGIT_FLOATS = 13L << 20;

    static DecoderActivations forTraining(Kernel kernel, ModelSpec spec, int batch, int time, boolean recompute) {
        return create(kernel, new Sizes(spec, batch, time), spec.layers() + 1, keptBlocks(spec, recompute));
    }

    /** Floats that {@link #forTraining} allocates. */
    static long trainingRoom(ModelSpec spec, int batch, int time, boolean recompute) {
        return new Sizes(spec, batch, time).room(spec.layers() + 1, keptBlocks(spec, recompute));
    }

    /** Rows of logits that are made at a time. */
    static int logitRows(ModelSpec spec, int batch, int time) {
        return new Sizes(spec, batch, time).logitRows();
    }

    /** Width of what the perceptron expands to, which a gate doubles. */
    static int expandedWidth(ModelSpec spec) {
        return spec.fold(gpt -> 1, llama -> 2) * spec.perceptronWidth();
    }

    private static int keptBlocks(ModelSpec spec, boolean recompute) {
        return recompute ? 1 : spec.layers();
    }

    static DecoderActivations forInference(Kernel kernel, ModelSpec spec, int batch, int time) {
        return create(kernel, new Sizes(spec, batch, time), 2, 1);
    }

    private static DecoderActivations create(Kernel kernel, Sizes sizes, int streams, int blocks) {
        Arena arena = new Arena(kernel, sizes.room(streams, blocks));
        return new DecoderActivations(
                sizes.shape(),
                arena,
                IntStream.range(0, streams).mapToObj(i -> sizes.narrow(arena)).toList(),
                IntStream.range(0, blocks).mapToObj(i -> sizes.block(arena)).toList(),
                sizes.statistics(arena),
                sizes.scratch(arena));
    }

    /** Whether these fit a batch of this shape. */
    boolean fits(int batch, int time) {
        return shape.batch() == batch && shape.time() == time;
    }

    /** The residual stream before a block; after the last one for the number of blocks. */
    Tensor streamBefore(int layer) {
        return stream.get(layer % stream.size());
    }

    /** Output of the last norm; the gradient of the stream, which begins when it ends, has the same memory. */
    Tensor normalized() {
        return scratch.dStream();
    }

    /** What a block keeps. */
    Block block(int layer) {
        return blocks.get(layer % blocks.size());
    }

    /** Whether a block's results are no longer there when its gradient is made. */
    boolean isShared() {
        return blocks.size() < stream.size() - 1;
    }

    @Override
    public void close() {
        arena.close();
    }

    /**
     * What one block keeps for its gradient. The outputs of its norms and of the perceptron's activation are not among it:
     * they are cheaper to make again than to keep.
     *
     * @param middle the residual stream between attention and perceptron
     */
    record Block(
            Norm.Statistics attentionStatistics,
            Tensor qkv,
            Tensor logSumExp,
            Tensor attended,
            Tensor middle,
            Norm.Statistics perceptronStatistics,
            Tensor expanded) {}

    /**
     * Arrays that hold nothing for longer than it takes to go through half a block, or through the head.
     *
     * <p>Up to {@code narrow} each has memory of its own. Then, side by side: {@code logits} over all of the rest; {@code
     * activated} and {@code dAdded} in a row, {@code dExpanded} or {@code dQkv}, of which none outlives the one before; and
     * {@code dActivated} or {@code normalized}, likewise.
     *
     * @param dStream gradient of the residual stream
     * @param narrow [N, C]: what a half-block adds to the stream, and gradients on the way down
     * @param logits as many rows as are made at a time
     * @param activated [N, F]
     * @param dAdded [N, C]: gradient of what a half-block adds to the stream, where that is another
     * @param dExpanded [N, F], or [N, 2F] with a gate
     * @param dQkv gradient of queries, keys and values
     * @param dActivated [N, F]
     * @param normalized [N, C]: output of a block's norm
     */
    record Scratch(
            Tensor dStream,
            Tensor narrow,
            Tensor logits,
            Tensor activated,
            Tensor dAdded,
            Tensor dExpanded,
            Tensor dQkv,
            Tensor dActivated,
            Tensor normalized) {}

    /** How large everything is. */
    private record Sizes(ModelSpec spec, int batch, int time) {

        private AttentionShape shape() {
            return new AttentionShape(batch, time, spec.heads(), spec.keyValueHeads(), spec.headWidth());
        }

        private int rows() {
            return Math.multiplyExact(batch, time);
        }

        private int logitRows() {
            return (int) Math.min(rows(), Math.max(1, LOGIT_FLOATS / spec.vocabularySize()));
        }

        private Tensor narrow(Arena arena) {
            return arena.matrix(rows(), spec.width());
        }

        private Norm.Statistics statistics(Arena arena) {
            return new Norm.Statistics(arena.vector(rows()), arena.vector(rows()));
        }

        private Block block(Arena arena) {
            return new Block(
                    statistics(arena),
                    arena.matrix(rows(), shape().rowWidth()),
                    arena.matrix(batch * spec.heads(), time),
                    narrow(arena),
                    narrow(arena),
                    statistics(arena),
                    arena.matrix(rows(), expandedWidth(spec)));
        }

        private Scratch scratch(Arena arena) {
            Tensor stream = narrow(arena);
            Tensor narrow = narrow(arena);
            long shared = arena.chunk(sharedRoom());
            long activated = room(spec.perceptronWidth());
            return new Scratch(
                    stream,
                    narrow,
                    arena.matrixAt(shared, logitRows(), spec.vocabularySize()),
                    arena.factorAt(shared, rows(), spec.perceptronWidth()),
                    arena.matrixAt(shared + activated, rows(), spec.width()),
                    arena.factorAt(shared, rows(), expandedWidth(spec)),
                    arena.matrixAt(shared, rows(), shape().rowWidth()),
                    arena.matrixAt(shared + wideRoom(), rows(), spec.perceptronWidth()),
                    arena.factorAt(shared + wideRoom(), rows(), spec.width()));
        }

        /** Of what is in the memory that begins with the widest gradients. */
        private long wideRoom() {
            long activatedAndAdded = room(spec.perceptronWidth()) + room(spec.width());
            return Math.max(activatedAndAdded, Math.max(room(expandedWidth(spec)), room(shape().rowWidth())));
        }

        private long sharedRoom() {
            long beside = Math.max(room(spec.perceptronWidth()), room(spec.width()));
            long logits = Arena.room((long) logitRows() * spec.vocabularySize());
            return Math.max(logits, wideRoom() + beside);
        }

        /** Of a row for each token. */
        private long room(int width) {
            return Arena.room((long) rows() * width);
        }

        private long room(int streams, int blocks) {
            long statistics = 2 * room(1);
            long block = 2 * room(spec.width())
                    + room(shape().rowWidth())
                    + room(expandedWidth(spec))
                    + room(spec.heads())
                    + 2 * statistics;
            return (streams + 2L) * room(spec.width()) + blocks * block + statistics + sharedRoom();
        }
    }
}
