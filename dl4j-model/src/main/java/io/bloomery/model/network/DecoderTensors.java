package io.bloomery.model.network;

import io.bloomery.model.kernel.Linear;
import io.bloomery.model.kernel.Norm;
import io.bloomery.model.kernel.Tensor;
import io.bloomery.model.layout.ParameterEntry;
import io.bloomery.model.layout.ParameterLayout;
import io.bloomery.model.spec.GptSpec;
import io.bloomery.model.spec.LlamaSpec;
import io.bloomery.model.spec.ModelSpec;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The parameters, or their gradients, as views of the flat vector.
 *
 * @param all the flat vector
 * @param tokens [V, C]
 * @param positions [context, C], of families that learn them
 * @param head [V, C]; the token embedding itself where the two are tied
 */
record DecoderTensors(
        Tensor all, Tensor tokens, Optional<Tensor> positions, List<BlockTensors> blocks, Norm finalNorm, Tensor head) {

    static DecoderTensors of(ModelSpec spec, ParameterLayout layout, Tensor flat) {
        if (flat.length() != layout.size()) {
            throw new IllegalArgumentException(
                    "the flat vector must have " + layout.size() + " elements but has " + flat.length());
        }
        Views views = new Views(layout, flat, spec.normEpsilon());
        return spec.fold(gpt -> ofGpt(gpt, views), llama -> ofLlama(llama, views));
    }

    /** One block: attention and perceptron, each behind its norm. */
    record BlockTensors(
            Norm attentionNorm, Linear qkv, Linear projection, Norm perceptronNorm, Linear expand, Linear contract) {}

    private static DecoderTensors ofGpt(GptSpec spec, Views views) {
        Tensor tokens = views.matrix("transformer.wte.weight");
        return new DecoderTensors(
                views.vector,
                tokens,
                Optional.of(views.matrix("transformer.wpe.weight")),
                blocks(spec, layer -> gptBlock("transformer.h." + layer, views)),
                views.layerNorm("transformer.ln_f"),
                tokens);
    }

    private static BlockTensors gptBlock(String block, Views views) {
        return new BlockTensors(
                views.layerNorm(block + ".ln_1"),
                views.biased(block + ".attn.c_attn"),
                views.biased(block + ".attn.c_proj"),
                views.layerNorm(block + ".ln_2"),
                views.biased(block + ".mlp.c_fc"),
                views.biased(block + ".mlp.c_proj"));
    }

    private static DecoderTensors ofLlama(LlamaSpec spec, Views views) {
        Tensor tokens = views.matrix("model.embed_tokens.weight");
        return new DecoderTensors(
                views.vector,
                tokens,
                Optional.empty(),
                blocks(spec, layer -> llamaBlock("model.layers." + layer, views)),
                views.rmsNorm("model.norm.weight"),
                spec.tiedHead() ? tokens : views.matrix("lm_head.weight"));
    }

    private static BlockTensors llamaBlock(String block, Views views) {
        return new BlockTensors(
                views.rmsNorm(block + ".input_layernorm.weight"),
                views.stacked(block + ".self_attn.q_proj.weight", block + ".self_attn.v_proj.weight"),
                views.stacked(block + ".self_attn.o_proj.weight", block + ".self_attn.o_proj.weight"),
                views.rmsNorm(block + ".post_attention_layernorm.weight"),
                views.stacked(block + ".mlp.gate_proj.weight", block + ".mlp.up_proj.weight"),
                views.stacked(block + ".mlp.down_proj.weight", block + ".mlp.down_proj.weight"));
    }

    private static List<BlockTensors> blocks(ModelSpec spec, IntFunction<BlockTensors> block) {
        return IntStream.range(0, spec.layers()).mapToObj(block).toList();
    }

    /** Cuts entries out of the flat vector. */
    private record Views(ParameterLayout layout, Tensor vector, double epsilon) {

        private Tensor matrix(String name) {
            ParameterEntry entry = layout.entry(name);
            return vector.matrix(entry.offset(), size(entry, 0), size(entry, 1));
        }

        private Tensor vector(String name) {
            ParameterEntry entry = layout.entry(name);
            return vector.elements(entry.offset(), entry.size());
        }

        private Norm layerNorm(String prefix) {
            return new Norm(vector(prefix + ".weight"), Optional.of(vector(prefix + ".bias")), epsilon);
        }

        private Norm rmsNorm(String name) {
            return new Norm(vector(name), Optional.empty(), epsilon);
        }

        /** GPT-2's linear maps. */
        private Linear biased(String prefix) {
            return new Linear(matrix(prefix + ".weight"), false, Optional.of(vector(prefix + ".bias")));
        }

        /** One map for consecutive matrices [out, in] from the first name to the last. */
        private Linear stacked(String first, String last) {
            long from = layout.entry(first).offset();
            int columns = size(layout.entry(first), 1);
            int rows = Math.toIntExact((layout.entry(last).end() - from) / columns);
            return new Linear(vector.matrix(from, rows, columns), true, Optional.empty());
        }

        private static int size(ParameterEntry entry, int dimension) {
            return Math.toIntExact(entry.shape().get(dimension));
        }
    }
}
