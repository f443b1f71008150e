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
 * @param normalized output of the last norm
 * @param statistics of the last norm
 * @param logits as many rows of logits as are made at a time
 * @param scratch what the half-blocks add to the stream and, in training, the gradients on the way down
 */
record DecoderActivations(
        AttentionShape shape,
        Arena arena,
        List<Tensor> stream,
        List<Block> blocks,
        Tensor normalized,
        Norm.Statistics statistics,
        Tensor logits,
        Scratch scratch)
        implements AutoCloseable {

    /**
     * Logits are made for at most about this many floats at a time, so that a large vocabulary costs bounded memory; fewer
     * would read and write the gradient of the head more often.
     */
    private static final long LOGIT_FLOATS = 16L << 20;

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
                sizes.narrow(arena),
                sizes.statistics(arena),
                arena.matrix(sizes.logitRows(), sizes.spec.vocabularySize()),
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
     * What one block keeps for its gradient.
     *
     * @param middle the residual stream between attention and perceptron
     */
    record Block(
            Tensor attentionInput,
            Norm.Statistics attentionStatistics,
            Tensor qkv,
            Tensor logSumExp,
            Tensor attended,
            Tensor middle,
            Tensor perceptronInput,
            Norm.Statistics perceptronStatistics,
            Tensor expanded,
            Tensor activated) {}

    /**
     * Arrays that hold nothing between two operations.
     *
     * @param dStream gradient of the residual stream
     * @param narrow [N, C]
     * @param dQkv gradient of queries, keys and values
     * @param dAdded [N, C] in the memory of dQkv: gradient of what a half-block adds to the stream, where that is another
     * @param dActivated [N, F]
     * @param dExpanded [N, F], or [N, 2F] with a gate
     */
    record Scratch(Tensor dStream, Tensor narrow, Tensor dQkv, Tensor dAdded, Tensor dActivated, Tensor dExpanded) {}

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
                    narrow(arena),
                    statistics(arena),
                    arena.matrix(rows(), shape().rowWidth()),
                    arena.matrix(batch * spec.heads(), time),
                    narrow(arena),
                    narrow(arena),
                    narrow(arena),
                    statistics(arena),
                    arena.matrix(rows(), expandedWidth(spec)),
                    arena.matrix(rows(), spec.perceptronWidth()));
        }

        private Scratch scratch(Arena arena) {
            Tensor stream = narrow(arena);
            Tensor narrow = narrow(arena);
            Tensor dQkv = arena.matrix(rows(), shape().rowWidth());
            return new Scratch(
                    stream,
                    narrow,
                    dQkv,
                    dQkv.matrix(0, rows(), spec.width()),
                    arena.matrix(rows(), spec.perceptronWidth()),
                    arena.matrix(rows(), expandedWidth(spec)));
        }

        private long room(int streams, int blocks) {
            long rows = rows();
            long narrow = Arena.room(rows * spec.width());
            long wide = Arena.room(rows * spec.perceptronWidth()) + Arena.room(rows * expandedWidth(spec));
            long qkv = Arena.room(rows * shape().rowWidth());
            long block = 4 * narrow + qkv + wide + 4 * Arena.room(rows) + Arena.room(rows * spec.heads());
            long logits = Arena.room((long) logitRows() * spec.vocabularySize());
            return (streams + 3L) * narrow + blocks * block + 2 * Arena.room(rows) + logits + qkv + wide;
        }
    }
}
