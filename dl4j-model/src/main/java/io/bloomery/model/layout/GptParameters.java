package io.bloomery.model.layout;

import io.bloomery.model.spec.GptSpec;

/** The names and shapes of {@code GPT2LMHeadModel}; linear weights are {@code [in, out]}. */
final class GptParameters {

    private GptParameters() {}

    static void add(ParameterLayout.Builder builder, GptSpec spec) {
        addMatrices(builder, spec);
        addVectors(builder, spec);
    }

    private static void addMatrices(ParameterLayout.Builder builder, GptSpec spec) {
        long width = spec.width();
        builder.add("transformer.wte.weight", true, spec.vocabularySize(), width);
        builder.add("transformer.wpe.weight", true, spec.contextLength(), width);
        for (int layer = 0; layer < spec.layers(); layer++) {
            String block = "transformer.h." + layer;
            builder.add(block + ".attn.c_attn.weight", true, width, 3 * width);
            builder.add(block + ".attn.c_proj.weight", true, width, width);
            builder.add(block + ".mlp.c_fc.weight", true, width, spec.perceptronWidth());
            builder.add(block + ".mlp.c_proj.weight", true, spec.perceptronWidth(), width);
        }
    }

    private static void addVectors(ParameterLayout.Builder builder, GptSpec spec) {
        long width = spec.width();
        for (int layer = 0; layer < spec.layers(); layer++) {
            String block = "transformer.h." + layer;
            builder.add(block + ".ln_1.weight", false, width);
            builder.add(block + ".ln_1.bias", false, width);
            builder.add(block + ".attn.c_attn.bias", false, 3 * width);
            builder.add(block + ".attn.c_proj.bias", false, width);
            builder.add(block + ".ln_2.weight", false, width);
            builder.add(block + ".ln_2.bias", false, width);
            builder.add(block + ".mlp.c_fc.bias", false, spec.perceptronWidth());
            builder.add(block + ".mlp.c_proj.bias", false, width);
        }
        builder.add("transformer.ln_f.weight", false, width);
        builder.add("transformer.ln_f.bias", false, width);
    }
}
