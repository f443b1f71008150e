package io.bloomery.model.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bloomery.model.spec.LlamaSpec;

/** The {@code config.json} of {@code LlamaForCausalLM}, in the words of {@code transformers} 4 and 5. */
final class LlamaConfig {

    static final String TYPE = "llama";

    private static final double INITIALIZER_RANGE = 0.02;
    private static final double DEFAULT_NORM_EPSILON = 1e-6;
    private static final double DEFAULT_ROTARY_BASE = 10_000;
    private static final String ROTARY = "rope_parameters";

    private LlamaConfig() {}

    static void write(LlamaSpec spec, ObjectNode config) {
        config.putArray("architectures").add("LlamaForCausalLM");
        config.put("model_type", TYPE);
        config.put("vocab_size", spec.vocabularySize());
        config.put("max_position_embeddings", spec.contextLength());
        config.put("hidden_size", spec.width());
        config.put("intermediate_size", spec.perceptronWidth());
        config.put("num_hidden_layers", spec.layers());
        config.put("num_attention_heads", spec.heads());
        config.put("num_key_value_heads", spec.keyValueHeads());
        config.put("head_dim", spec.headWidth());
        config.put("hidden_act", "silu");
        config.put("rms_norm_eps", spec.normEpsilon());
        config.put("rope_theta", spec.rotaryBase());
        config.putObject(ROTARY).put("rope_theta", spec.rotaryBase()).put("rope_type", "default");
        config.put("attention_bias", false);
        config.put("attention_dropout", 0.0);
        config.put("mlp_bias", false);
        config.put("initializer_range", INITIALIZER_RANGE);
        config.put("tie_word_embeddings", spec.tiedHead());
    }

    static LlamaSpec read(ConfigReader config) {
        ConfigReader rotary = config.object(ROTARY);
        int heads = config.size("num_attention_heads");
        LlamaSpec spec = new LlamaSpec(
                config.size("vocab_size"),
                config.size("max_position_embeddings"),
                config.size("num_hidden_layers"),
                heads,
                config.size("num_key_value_heads", heads),
                config.size("hidden_size"),
                config.size("intermediate_size"),
                config.number("rms_norm_eps", DEFAULT_NORM_EPSILON),
                rotary.number("rope_theta", config.number("rope_theta", DEFAULT_ROTARY_BASE)),
                config.flag("tie_word_embeddings", false));
        config.require("hidden_act", "silu", "silu");
        config.require("head_dim", spec.headWidth(), spec.headWidth());
        config.require("attention_bias", false, false);
        config.require("mlp_bias", false, false);
        config.requireAbsent("rope_scaling");
        rotary.require("rope_type", "default", "default");
        return spec;
    }
}
