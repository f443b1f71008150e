package io.bloomery.model.network;

import io.bloomery.model.kernel.AttentionShape;
import io.bloomery.model.spec.GptSpec;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The intermediate results of one batch shape, allocated once and used for every batch of that shape.
 *
 * <p>For training each block has its own; for inference, which keeps nothing for a gradient, all blocks share one set.
 *
 * @param shape sizes of the batch
 * @param stream the residual stream before each block and after the last
 * @param blocks what each block keeps
 * @param normalized output of the last LayerNorm
 * @param mean mean of each row before the last LayerNorm
 * @param inverseDeviation one over the standard deviation of each row before the last LayerNorm
 * @param logits as many rows of logits as are made at a time
 * @param scratch what the half-blocks add to the stream and, in training, the gradients on the way down
 */
record GptActivations(
        AttentionShape shape,
        Arena arena,
        List<INDArray> stream,
        List<Block> blocks,
        INDArray normalized,
        INDArray mean,
        INDArray inverseDeviation,
        INDArray logits,
        Scratch scratch)
        implements AutoCloseable {

    /** Logits are made for at most about this many floats at a time, so that a large vocabulary costs bounded memory. */
    private static final long LOGIT_FLOATS = 4L << 20;

    static GptActivations forTraining(GptSpec spec, int batch, int time) {
        return create(spec, batch, time, true);
    }

    static GptActivations forInference(GptSpec spec, int batch, int time) {
        return create(spec, batch, time, false);
    }

    private static GptActivations create(GptSpec spec, int batch, int time, boolean training) {
        AttentionShape shape = new AttentionShape(batch, time, spec.heads(), spec.headWidth());
        int sets = training ? spec.layers() : 1;
        long logitRows = Math.min(shape.rows(), Math.max(1, LOGIT_FLOATS / spec.vocabularySize()));
        Arena arena = new Arena(room(spec, shape, sets, logitRows));
        long rows = shape.rows();
        long width = spec.width();
        List<INDArray> streams = IntStream.range(0, sets + 1)
                .mapToObj(set -> arena.matrix(rows, width))
                .toList();
        List<Block> blocks = IntStream.range(0, sets)
                .mapToObj(set -> Block.in(arena, spec, shape))
                .toList();
        return new GptActivations(
                shape,
                arena,
                streams,
                blocks,
                arena.matrix(rows, width),
                arena.vector(rows),
                arena.vector(rows),
                arena.matrix(logitRows, spec.vocabularySize()),
                Scratch.in(arena, spec, shape));
    }

    private static long room(GptSpec spec, AttentionShape shape, int sets, long logitRows) {
        long rows = shape.rows();
        long width = Arena.room(rows * spec.width());
        long perceptron = Arena.room(rows * spec.perceptronWidth());
        long qkv = Arena.room(rows * 3 * spec.width());
        long statistics = Arena.room(rows);
        long block = 4 * width + qkv + 2 * perceptron + 4 * statistics + Arena.room(rows * spec.heads());
        long scratch = 2 * width + qkv + perceptron;
        return (sets + 1) * width
                + sets * block
                + width
                + 2 * statistics
                + Arena.room(logitRows * spec.vocabularySize())
                + scratch;
    }

    /** Whether these fit a batch of this shape. */
    boolean fits(int batch, int time) {
        return shape.batch() == batch && shape.time() == time;
    }

    /** The residual stream before a block; after the last one for the number of blocks. */
    INDArray streamBefore(int layer) {
        return stream.get(layer % stream.size());
    }

    /** What a block keeps. */
    Block block(int layer) {
        return blocks.get(layer % blocks.size());
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
            INDArray attentionInput,
            INDArray attentionMean,
            INDArray attentionInverseDeviation,
            INDArray qkv,
            INDArray logSumExp,
            INDArray attended,
            INDArray middle,
            INDArray perceptronInput,
            INDArray perceptronMean,
            INDArray perceptronInverseDeviation,
            INDArray expanded,
            INDArray activated) {

        private static Block in(Arena arena, GptSpec spec, AttentionShape shape) {
            long rows = shape.rows();
            long width = spec.width();
            return new Block(
                    arena.matrix(rows, width),
                    arena.vector(rows),
                    arena.vector(rows),
                    arena.matrix(rows, 3 * width),
                    arena.matrix((long) shape.batch() * shape.heads(), shape.time()),
                    arena.matrix(rows, width),
                    arena.matrix(rows, width),
                    arena.matrix(rows, width),
                    arena.vector(rows),
                    arena.vector(rows),
                    arena.matrix(rows, spec.perceptronWidth()),
                    arena.matrix(rows, spec.perceptronWidth()));
        }
    }

    /**
     * Arrays that hold nothing between two operations.
     *
     * @param dStream gradient of the residual stream
     * @param narrow [N, C]
     * @param dQkv gradient of queries, keys and values
     * @param wide [N, 4C]
     */
    record Scratch(INDArray dStream, INDArray narrow, INDArray dQkv, INDArray wide) {

        private static Scratch in(Arena arena, GptSpec spec, AttentionShape shape) {
            long rows = shape.rows();
            return new Scratch(
                    arena.matrix(rows, spec.width()),
                    arena.matrix(rows, spec.width()),
                    arena.matrix(rows, 3L * spec.width()),
                    arena.matrix(rows, spec.perceptronWidth()));
        }
    }
}
