package io.bloomery.model.network;

import io.bloomery.model.layout.ParameterEntry;
import io.bloomery.model.layout.ParameterLayout;
import io.bloomery.model.spec.GptSpec;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The parameters, or their gradients, as views of the flat vector. */
record GptTensors(
        INDArray tokens, INDArray positions, List<BlockTensors> blocks, INDArray finalGain, INDArray finalBias) {

    static GptTensors of(GptSpec spec, ParameterLayout layout, INDArray flat) {
        if (flat.length() != layout.size()) {
            throw new IllegalArgumentException(
                    "the flat vector must have " + layout.size() + " elements but has " + flat.length());
        }
        INDArray vector = flat.reshape(flat.length());
        return new GptTensors(
                view(vector, layout.entry("transformer.wte.weight")),
                view(vector, layout.entry("transformer.wpe.weight")),
                IntStream.range(0, spec.layers())
                        .mapToObj(layer -> BlockTensors.of(layout, layer, vector))
                        .toList(),
                view(vector, layout.entry("transformer.ln_f.weight")),
                view(vector, layout.entry("transformer.ln_f.bias")));
    }

    private static INDArray view(INDArray vector, ParameterEntry entry) {
        long[] shape = entry.shape().stream().mapToLong(Long::longValue).toArray();
        return vector.get(NDArrayIndex.interval(entry.offset(), entry.end())).reshape('c', shape);
    }

    /** One block: attention and perceptron, each behind its LayerNorm. */
    record BlockTensors(
            INDArray attentionGain,
            INDArray attentionBias,
            INDArray qkvWeight,
            INDArray qkvBias,
            INDArray projectionWeight,
            INDArray projectionBias,
            INDArray perceptronGain,
            INDArray perceptronBias,
            INDArray expandWeight,
            INDArray expandBias,
            INDArray contractWeight,
            INDArray contractBias) {

        private static BlockTensors of(ParameterLayout layout, int layer, INDArray vector) {
            String prefix = "transformer.h." + layer;
            return new BlockTensors(
                    view(vector, layout.entry(prefix + ".ln_1.weight")),
                    view(vector, layout.entry(prefix + ".ln_1.bias")),
                    view(vector, layout.entry(prefix + ".attn.c_attn.weight")),
                    view(vector, layout.entry(prefix + ".attn.c_attn.bias")),
                    view(vector, layout.entry(prefix + ".attn.c_proj.weight")),
                    view(vector, layout.entry(prefix + ".attn.c_proj.bias")),
                    view(vector, layout.entry(prefix + ".ln_2.weight")),
                    view(vector, layout.entry(prefix + ".ln_2.bias")),
                    view(vector, layout.entry(prefix + ".mlp.c_fc.weight")),
                    view(vector, layout.entry(prefix + ".mlp.c_fc.bias")),
                    view(vector, layout.entry(prefix + ".mlp.c_proj.weight")),
                    view(vector, layout.entry(prefix + ".mlp.c_proj.bias")));
        }
    }
}
