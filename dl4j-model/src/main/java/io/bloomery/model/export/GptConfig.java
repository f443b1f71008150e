package io.bloomery.model.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bloomery.model.spec.GptSpec;

/** The {@code config.json} of {@code GPT2LMHeadModel}. */
final class GptConfig {

    static final String TYPE = "gpt2";

    private static final double INITIALIZER_RANGE = 0.02;

    private GptConfig() {}

    static void write(GptSpec spec, double dropout, ObjectNode config) {
        config.putArray("architectures").add("GPT2LMHeadModel");
        config.put("model_type", TYPE);
        config.put("vocab_size", spec.vocabularySize());
        config.put("n_positions", spec.contextLength());
        config.put("n_ctx", spec.contextLength());
        config.put("n_embd", spec.width());
        config.put("n_layer", spec.layers());
        config.put("n_head", spec.heads());
        config.put("n_inner", spec.perceptronWidth());
        config.put("activation_function", "gelu_new");
        config.put("resid_pdrop", dropout);
        config.put("embd_pdrop", dropout);
        config.put("attn_pdrop", dropout);
        config.put("layer_norm_epsilon", 1e-5); // as written, not as the nearest float
        config.put("initializer_range", INITIALIZER_RANGE);
        config.put("tie_word_embeddings", true);
        config.put("scale_attn_weights", true);
    }

    static GptSpec read(ConfigReader config) {
        GptSpec spec = new GptSpec(
                config.size("vocab_size"),
                config.size("n_positions"),
                config.size("n_layer"),
                config.size("n_head"),
                config.size("n_embd"));
        config.require("activation_function", "gelu_new", "gelu_new", "gelu_pytorch_tanh");
        config.require("n_inner", spec.perceptronWidth(), spec.perceptronWidth());
        config.require("layer_norm_epsilon", 1e-5, 1e-5);
        config.require("tie_word_embeddings", true, true);
        config.require("scale_attn_weights", true, true);
        config.require("scale_attn_by_inverse_layer_idx", false, false);
        config.require("add_cross_attention", false, false);
        return spec;
    }
}
