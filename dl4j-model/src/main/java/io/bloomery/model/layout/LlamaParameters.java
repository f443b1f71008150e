package io.bloomery.model.layout;

import io.bloomery.model.spec.LlamaSpec;

/**
 * The names and shapes of {@code LlamaForCausalLM}; linear weights are {@code [out, in]}.
 *
 * <p>Queries, keys and values lie one after the other, and so do gate and up: each group is one matrix to multiply with.
 */
final class LlamaParameters {

    private LlamaParameters() {}

    static void add(ParameterLayout.Builder builder, LlamaSpec spec) {
        long width = spec.width();
        builder.add("model.embed_tokens.weight", true, spec.vocabularySize(), width);
        for (int layer = 0; layer < spec.layers(); layer++) {
            addMatrices(builder, "model.layers." + layer, spec);
        }
        if (!spec.tiedHead()) {
            builder.add("lm_head.weight", true, spec.vocabularySize(), width);
        }
        for (int layer = 0; layer < spec.layers(); layer++) {
            builder.add("model.layers." + layer + ".input_layernorm.weight", false, width);
            builder.add("model.layers." + layer + ".post_attention_layernorm.weight", false, width);
        }
        builder.add("model.norm.weight", false, width);
    }

    private static void addMatrices(ParameterLayout.Builder builder, String block, LlamaSpec spec) {
        long width = spec.width();
        builder.add(block + ".self_attn.q_proj.weight", true, width, width);
        builder.add(block + ".self_attn.k_proj.weight", true, spec.keyValueWidth(), width);
        builder.add(block + ".self_attn.v_proj.weight", true, spec.keyValueWidth(), width);
        builder.add(block + ".self_attn.o_proj.weight", true, width, width);
        builder.add(block + ".mlp.gate_proj.weight", true, spec.perceptronWidth(), width);
        builder.add(block + ".mlp.up_proj.weight", true, spec.perceptronWidth(), width);
        builder.add(block + ".mlp.down_proj.weight", true, width, spec.perceptronWidth());
    }
}
