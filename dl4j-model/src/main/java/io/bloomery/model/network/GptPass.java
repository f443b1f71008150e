package io.bloomery.model.network;

import io.bloomery.model.kernel.Kernel;
import io.bloomery.model.kernel.Rows;
import io.bloomery.model.network.GptActivations.Block;
import io.bloomery.model.network.GptActivations.Scratch;
import io.bloomery.model.network.GptTensors.BlockTensors;
import io.bloomery.model.spec.GptSpec;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The order of operations: up through the blocks, through the head, and down again. */
final class GptPass {

    private final GptSpec spec;
    private final Kernel kernel;

    GptPass(GptSpec spec, Kernel kernel) {
        this.spec = spec;
        this.kernel = kernel;
    }

    void forward(GptTensors weights, GptActivations activations, int[] ids) {
        kernel.embedding(
                ids, activations.shape().time(), weights.tokens(), weights.positions(), activations.streamBefore(0));
        for (int layer = 0; layer < spec.layers(); layer++) {
            attentionForward(weights.blocks().get(layer), activations, layer);
            perceptronForward(weights.blocks().get(layer), activations, layer);
        }
        kernel.layerNorm(
                activations.streamBefore(spec.layers()),
                weights.finalGain(),
                weights.finalBias(),
                activations.normalized(),
                activations.mean(),
                activations.inverseDeviation());
    }

    void backward(GptTensors weights, GptTensors gradients, GptActivations activations, int[] ids) {
        Scratch scratch = activations.scratch();
        INDArray dNormalized = scratch.narrow();
        scratch.dStream().assign(0);
        kernel.layerNormGradient(
                dNormalized,
                activations.streamBefore(spec.layers()),
                weights.finalGain(),
                activations.mean(),
                activations.inverseDeviation(),
                scratch.dStream(),
                gradients.finalGain(),
                gradients.finalBias());
        for (int layer = spec.layers() - 1; layer >= 0; layer--) {
            perceptronBackward(
                    weights.blocks().get(layer), gradients.blocks().get(layer), activations.block(layer), scratch);
            attentionBackward(weights.blocks().get(layer), gradients.blocks().get(layer), activations, layer);
        }
        kernel.embeddingGradient(
                ids, activations.shape().time(), scratch.dStream(), gradients.tokens(), gradients.positions());
    }

    /** The mean loss over the targets that count; their logits are made a chunk of rows at a time. */
    double loss(GptTensors weights, GptActivations activations, TokenBatch targets) {
        double sum = 0;
        for (int first = 0;
                first < targets.flat().length;
                first += activations.logits().rows()) {
            INDArray normalized = chunk(activations.normalized(), activations, first);
            INDArray logits = Rows.of(activations.logits(), 0, normalized.rows());
            kernel.multiply(normalized, false, weights.tokens(), true, logits, false);
            sum += kernel.crossEntropy(logits, targets.flat(), first);
        }
        return sum / Math.max(1, targets.counted());
    }

    /** As {@link #loss}, and begins the way down: leaves the gradient of the last LayerNorm's output in the scratch. */
    double head(GptTensors weights, GptTensors gradients, GptActivations activations, TokenBatch targets) {
        double sum = 0;
        int counted = Math.max(1, targets.counted());
        for (int first = 0;
                first < targets.flat().length;
                first += activations.logits().rows()) {
            INDArray normalized = chunk(activations.normalized(), activations, first);
            INDArray logits = Rows.of(activations.logits(), 0, normalized.rows());
            kernel.multiply(normalized, false, weights.tokens(), true, logits, false);
            sum += kernel.crossEntropyGradient(logits, targets.flat(), first, 1f / counted);
            INDArray dNormalized = chunk(activations.scratch().narrow(), activations, first);
            kernel.multiply(logits, false, weights.tokens(), false, dNormalized, false);
            kernel.multiply(logits, true, normalized, false, gradients.tokens(), first > 0);
        }
        return sum / counted;
    }

    /** Logits [n, V] of rows [n, C] of the last LayerNorm's output. */
    INDArray logits(GptTensors weights, INDArray normalized) {
        INDArray logits =
                Nd4j.createUninitialized(DataType.FLOAT, new long[] {normalized.size(0), spec.vocabularySize()}, 'c');
        kernel.multiply(normalized, false, weights.tokens(), true, logits, false);
        return logits;
    }

    private void attentionForward(BlockTensors weights, GptActivations activations, int layer) {
        INDArray stream = activations.streamBefore(layer);
        Block block = activations.block(layer);
        INDArray added = activations.scratch().narrow();
        kernel.layerNorm(
                stream,
                weights.attentionGain(),
                weights.attentionBias(),
                block.attentionInput(),
                block.attentionMean(),
                block.attentionInverseDeviation());
        kernel.multiply(block.attentionInput(), false, weights.qkvWeight(), false, block.qkv(), false);
        kernel.addBias(block.qkv(), weights.qkvBias());
        kernel.attention(block.qkv(), activations.shape(), block.attended(), block.logSumExp());
        kernel.multiply(block.attended(), false, weights.projectionWeight(), false, added, false);
        kernel.addBias(added, weights.projectionBias());
        kernel.add(stream, added, block.middle());
    }

    private void perceptronForward(BlockTensors weights, GptActivations activations, int layer) {
        Block block = activations.block(layer);
        INDArray added = activations.scratch().narrow();
        kernel.layerNorm(
                block.middle(),
                weights.perceptronGain(),
                weights.perceptronBias(),
                block.perceptronInput(),
                block.perceptronMean(),
                block.perceptronInverseDeviation());
        kernel.multiply(block.perceptronInput(), false, weights.expandWeight(), false, block.expanded(), false);
        kernel.addBias(block.expanded(), weights.expandBias());
        kernel.gelu(block.expanded(), block.activated());
        kernel.multiply(block.activated(), false, weights.contractWeight(), false, added, false);
        kernel.addBias(added, weights.contractBias());
        kernel.add(block.middle(), added, activations.streamBefore(layer + 1));
    }

    private void perceptronBackward(BlockTensors weights, BlockTensors gradients, Block block, Scratch scratch) {
        INDArray dStream = scratch.dStream();
        linearGradient(
                block.activated(),
                weights.contractWeight(),
                dStream,
                scratch.wide(),
                gradients.contractWeight(),
                gradients.contractBias());
        kernel.geluGradient(scratch.wide(), block.expanded(), scratch.wide());
        linearGradient(
                block.perceptronInput(),
                weights.expandWeight(),
                scratch.wide(),
                scratch.narrow(),
                gradients.expandWeight(),
                gradients.expandBias());
        kernel.layerNormGradient(
                scratch.narrow(),
                block.middle(),
                weights.perceptronGain(),
                block.perceptronMean(),
                block.perceptronInverseDeviation(),
                dStream,
                gradients.perceptronGain(),
                gradients.perceptronBias());
    }

    private void attentionBackward(
            BlockTensors weights, BlockTensors gradients, GptActivations activations, int layer) {
        Block block = activations.block(layer);
        Scratch scratch = activations.scratch();
        linearGradient(
                block.attended(),
                weights.projectionWeight(),
                scratch.dStream(),
                scratch.narrow(),
                gradients.projectionWeight(),
                gradients.projectionBias());
        kernel.attentionGradient(scratch.narrow(), block.qkv(), activations.shape(), block.logSumExp(), scratch.dQkv());
        linearGradient(
                block.attentionInput(),
                weights.qkvWeight(),
                scratch.dQkv(),
                scratch.narrow(),
                gradients.qkvWeight(),
                gradients.qkvBias());
        kernel.layerNormGradient(
                scratch.narrow(),
                activations.streamBefore(layer),
                weights.attentionGain(),
                block.attentionMean(),
                block.attentionInverseDeviation(),
                scratch.dStream(),
                gradients.attentionGain(),
                gradients.attentionBias());
    }

    /** Gradient of {@code y = x weight + bias}. */
    private void linearGradient(
            INDArray x, INDArray weight, INDArray dY, INDArray dX, INDArray dWeight, INDArray dBias) {
        kernel.multiply(x, true, dY, false, dWeight, false);
        kernel.biasGradient(dY, dBias);
        kernel.multiply(dY, false, weight, true, dX, false);
    }

    private static INDArray chunk(INDArray matrix, GptActivations activations, int first) {
        int rows = Math.min(activations.logits().rows(), matrix.rows() - first);
        return Rows.of(matrix, first, rows);
    }
}
