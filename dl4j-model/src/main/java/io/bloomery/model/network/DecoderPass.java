package io.bloomery.model.network;

import io.bloomery.model.kernel.Dropout;
import io.bloomery.model.kernel.Kernel;
import io.bloomery.model.kernel.Tensor;
import io.bloomery.model.network.DecoderActivations.Block;
import io.bloomery.model.network.DecoderActivations.Scratch;
import io.bloomery.model.network.DecoderTensors.BlockTensors;
import io.bloomery.model.network.Regularization.Drops;
import io.bloomery.model.spec.ModelSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;

/**
 * The order of operations: up through the blocks, through the head, and down again.
 *
 * <p>Families differ in what they do with positions and in the perceptron's activation; the rest is one course with other
 * tensors.
 */
final class DecoderPass {

    private final ModelSpec spec;
    private final Kernel kernel;
    private final Positions positions;

    DecoderPass(ModelSpec spec, Kernel kernel) {
        this.spec = spec;
        this.kernel = kernel;
        positions = Positions.of(spec, kernel);
    }

    /** Attention of one block: from its queries, keys and values to what it attended to. */
    @FunctionalInterface
    interface Attention {
        void apply(Block block, int layer);
    }

    /** Without dropout. */
    void forward(DecoderTensors weights, DecoderActivations activations, int[] ids) {
        forward(weights, activations, ids, Drops.NONE);
    }

    void forward(DecoderTensors weights, DecoderActivations activations, int[] ids, Drops drops) {
        forward(weights, activations, ids, places(activations), attention(activations, drops), drops);
    }

    /** Without dropout, with positions and an attention of the caller's. */
    void forward(DecoderTensors weights, DecoderActivations activations, int[] ids, int[] places, Attention attention) {
        forward(weights, activations, ids, places, attention, Drops.NONE);
    }

    private void forward(
            DecoderTensors weights,
            DecoderActivations activations,
            int[] ids,
            int[] places,
            Attention attention,
            Drops drops) {
        kernel.gather(ids, weights.tokens(), activations.streamBefore(0), false);
        weights.positions().ifPresent(table -> kernel.gather(places, table, activations.streamBefore(0), true));
        drop(activations.streamBefore(0), drops.embedding());
        for (int layer = 0; layer < spec.layers(); layer++) {
            block(weights, activations, layer, places, attention, drops);
        }
        kernel.norm(
                activations.streamBefore(spec.layers()),
                weights.finalNorm(),
                activations.normalized(),
                activations.statistics());
    }

    void backward(
            DecoderTensors weights, DecoderTensors gradients, DecoderActivations activations, int[] ids, Drops drops) {
        Scratch scratch = activations.scratch();
        int[] places = places(activations);
        kernel.fill(scratch.dStream(), 0);
        kernel.normGradient(
                scratch.narrow(),
                activations.streamBefore(spec.layers()),
                weights.finalNorm(),
                activations.statistics(),
                scratch.dStream(),
                gradients.finalNorm());
        for (int layer = spec.layers() - 1; layer >= 0; layer--) {
            if (activations.isShared()) {
                block(weights, activations, layer, places, attention(activations, drops), drops);
            }
            BlockTensors ofBlock = weights.blocks().get(layer);
            BlockTensors dBlock = gradients.blocks().get(layer);
            perceptronBackward(ofBlock, dBlock, activations.block(layer), scratch, drops.perceptron(layer));
            attentionBackward(ofBlock, dBlock, activations, layer, places, drops);
        }
        drop(scratch.dStream(), drops.embedding());
        kernel.scatterAdd(ids, scratch.dStream(), gradients.tokens());
        gradients.positions().ifPresent(dTable -> {
            kernel.fill(dTable, 0);
            kernel.scatterAdd(places, scratch.dStream(), dTable);
        });
    }

    /** The mean loss over the targets that count; their logits are made a chunk of rows at a time. */
    double loss(DecoderTensors weights, DecoderActivations activations, TokenBatch targets) {
        List<DoubleSupplier> sums = new ArrayList<>();
        int step = activations.scratch().logits().rows();
        for (int first = 0; first < targets.flat().length; first += step) {
            Tensor normalized = chunk(activations.normalized(), step, first);
            Tensor logits = activations.scratch().logits().rows(0, normalized.rows());
            kernel.multiply(normalized, false, weights.head(), true, logits, false);
            sums.add(kernel.crossEntropy(logits, targets.flat(), first));
        }
        return total(sums) / Math.max(1, targets.counted());
    }

    /**
     * As {@link #loss}, and begins the way down: leaves the gradient of the last norm's output in the scratch.
     *
     * <p>Also overwrites the gradient by the token embedding: with the head's where the two are tied, with zeros otherwise.
     *
     * @return the loss, to be asked for when everything is queued
     */
    DoubleSupplier head(
            DecoderTensors weights,
            DecoderTensors gradients,
            DecoderActivations activations,
            TokenBatch targets,
            double labelSmoothing) {
        List<DoubleSupplier> sums = new ArrayList<>();
        int counted = Math.max(1, targets.counted());
        int step = activations.scratch().logits().rows();
        for (int first = 0; first < targets.flat().length; first += step) {
            Tensor normalized = chunk(activations.normalized(), step, first);
            Tensor logits = activations.scratch().logits().rows(0, normalized.rows());
            kernel.multiply(normalized, false, weights.head(), true, logits, false);
            sums.add(kernel.crossEntropyGradient(logits, targets.flat(), first, 1f / counted, (float) labelSmoothing));
            Tensor dNormalized = chunk(activations.scratch().narrow(), step, first);
            kernel.headGradient(logits, normalized, weights.head(), dNormalized, gradients.head(), first > 0);
        }
        if (!isTied(gradients)) {
            kernel.fill(gradients.tokens(), 0);
        }
        return () -> total(sums) / counted;
    }

    /** Logits [n, V] of rows [n, C] of the last norm's output. */
    void logits(DecoderTensors weights, Tensor normalized, Tensor logits) {
        kernel.multiply(normalized, false, weights.head(), true, logits, false);
    }

    private void block(
            DecoderTensors weights,
            DecoderActivations activations,
            int layer,
            int[] places,
            Attention attention,
            Drops drops) {
        BlockTensors ofBlock = weights.blocks().get(layer);
        Block block = activations.block(layer);
        Scratch scratch = activations.scratch();
        Tensor added = scratch.narrow();
        Tensor stream = activations.streamBefore(layer);
        kernel.norm(stream, ofBlock.attentionNorm(), scratch.normalized(), block.attentionStatistics());
        kernel.linear(scratch.normalized(), ofBlock.qkv(), block.qkv());
        positions.rotate(block.qkv(), activations.shape(), places, false);
        attention.apply(block, layer);
        kernel.linear(block.attended(), ofBlock.projection(), added);
        drop(added, drops.attended(layer));
        kernel.add(stream, added, block.middle());
        kernel.norm(block.middle(), ofBlock.perceptronNorm(), scratch.normalized(), block.perceptronStatistics());
        kernel.linear(scratch.normalized(), ofBlock.expand(), block.expanded());
        activate(block, scratch);
        kernel.linear(scratch.activated(), ofBlock.contract(), added);
        drop(added, drops.perceptron(layer));
        kernel.add(block.middle(), added, activations.streamBefore(layer + 1));
    }

    private void perceptronBackward(
            BlockTensors weights, BlockTensors gradients, Block block, Scratch scratch, Dropout dropout) {
        activate(block, scratch);
        kernel.linearGradient(
                dAdded(scratch, dropout),
                scratch.activated(),
                weights.contract(),
                scratch.dActivated(),
                gradients.contract());
        activationGradient(block, scratch);
        kernel.norm(block.middle(), weights.perceptronNorm(), scratch.normalized(), block.perceptronStatistics());
        kernel.linearGradient(
                scratch.dExpanded(), scratch.normalized(), weights.expand(), scratch.narrow(), gradients.expand());
        kernel.normGradient(
                scratch.narrow(),
                block.middle(),
                weights.perceptronNorm(),
                block.perceptronStatistics(),
                scratch.dStream(),
                gradients.perceptronNorm());
    }

    private void attentionBackward(
            BlockTensors weights,
            BlockTensors gradients,
            DecoderActivations activations,
            int layer,
            int[] places,
            Drops drops) {
        Block block = activations.block(layer);
        Scratch scratch = activations.scratch();
        Tensor dAdded = dAdded(scratch, drops.attended(layer));
        kernel.linearGradient(dAdded, block.attended(), weights.projection(), scratch.narrow(), gradients.projection());
        kernel.attentionGradient(
                scratch.narrow(),
                block.attended(),
                block.qkv(),
                activations.shape(),
                drops.attention(layer),
                block.logSumExp(),
                scratch.dQkv());
        positions.rotate(scratch.dQkv(), activations.shape(), places, true);
        kernel.norm(
                activations.streamBefore(layer),
                weights.attentionNorm(),
                scratch.normalized(),
                block.attentionStatistics());
        kernel.linearGradient(scratch.dQkv(), scratch.normalized(), weights.qkv(), scratch.narrow(), gradients.qkv());
        kernel.normGradient(
                scratch.narrow(),
                activations.streamBefore(layer),
                weights.attentionNorm(),
                block.attentionStatistics(),
                scratch.dStream(),
                gradients.attentionNorm());
    }

    private void activate(Block block, Scratch scratch) {
        spec.<Runnable>fold(
                        gpt -> () -> kernel.gelu(block.expanded(), scratch.activated()),
                        llama -> () -> kernel.swiGlu(block.expanded(), scratch.activated()))
                .run();
    }

    private void activationGradient(Block block, Scratch scratch) {
        spec.<Runnable>fold(
                        gpt -> () -> kernel.geluGradient(scratch.dActivated(), block.expanded(), scratch.dExpanded()),
                        llama -> () ->
                                kernel.swiGluGradient(scratch.dActivated(), block.expanded(), scratch.dExpanded()))
                .run();
    }

    private Attention attention(DecoderActivations activations, Drops drops) {
        return (block, layer) -> kernel.attention(
                block.qkv(), activations.shape(), drops.attention(layer), block.attended(), block.logSumExp());
    }

    private void drop(Tensor x, Dropout dropout) {
        if (!dropout.isNone()) {
            kernel.dropout(x, dropout, x);
        }
    }

    /** Gradient of what a half-block adds to the stream. */
    private Tensor dAdded(Scratch scratch, Dropout dropout) {
        if (dropout.isNone()) {
            return scratch.dStream();
        }
        kernel.dropout(scratch.dStream(), dropout, scratch.dAdded());
        return scratch.dAdded();
    }

    private static int[] places(DecoderActivations activations) {
        int time = activations.shape().time();
        return IntStream.range(0, activations.shape().rows())
                .map(row -> row % time)
                .toArray();
    }

    @SuppressWarnings("ReferenceEquality") // the same view, not an equal one
    private static boolean isTied(DecoderTensors tensors) {
        return tensors.head() == tensors.tokens();
    }

    private static double total(List<DoubleSupplier> sums) {
        double total = 0;
        for (DoubleSupplier sum : sums) {
            total += sum.getAsDouble();
        }
        return total;
    }

    private static Tensor chunk(Tensor matrix, int step, int first) {
        return matrix.rows(first, Math.min(step, matrix.rows() - first));
    }
}
