package io.bloomery.model.layer;

import io.bloomery.model.spec.GptSpec;
import io.bloomery.model.spec.LlamaSpec;
import io.bloomery.model.spec.ModelSpec;
import java.io.Serializable;
import java.util.Objects;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A family and its sizes as DL4J stores them.
 *
 * <p>The Jackson that DL4J carries, and Kryo on the way to workers, need plain fields and an empty constructor; records know
 * neither.
 */
final class SpecFields implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final String GPT = "gpt2";
    private static final String LLAMA = "llama";

    @JsonProperty
    private String family;

    @JsonProperty
    private int vocabularySize;

    @JsonProperty
    private int contextLength;

    @JsonProperty
    private int layers;

    @JsonProperty
    private int heads;

    @JsonProperty
    private int keyValueHeads;

    @JsonProperty
    private int width;

    @JsonProperty
    private int perceptronWidth;

    @JsonProperty
    private double normEpsilon;

    @JsonProperty
    private double rotaryBase;

    @JsonProperty
    private boolean tiedHead;

    /** For Jackson only. */
    SpecFields() {}

    private SpecFields(ModelSpec spec, String family, double rotaryBase, boolean tiedHead) {
        this.family = family;
        vocabularySize = spec.vocabularySize();
        contextLength = spec.contextLength();
        layers = spec.layers();
        heads = spec.heads();
        keyValueHeads = spec.keyValueHeads();
        width = spec.width();
        perceptronWidth = spec.perceptronWidth();
        normEpsilon = spec.normEpsilon();
        this.rotaryBase = rotaryBase;
        this.tiedHead = tiedHead;
    }

    static SpecFields of(ModelSpec spec) {
        return spec.fold(
                gpt -> new SpecFields(gpt, GPT, 0, true),
                llama -> new SpecFields(llama, LLAMA, llama.rotaryBase(), llama.tiedHead()));
    }

    ModelSpec spec() {
        return switch (family) {
            case GPT -> new GptSpec(vocabularySize, contextLength, layers, heads, width);
            case LLAMA ->
                new LlamaSpec(
                        vocabularySize,
                        contextLength,
                        layers,
                        heads,
                        keyValueHeads,
                        width,
                        perceptronWidth,
                        normEpsilon,
                        rotaryBase,
                        tiedHead);
            default -> throw new IllegalStateException("no family of models is named " + family);
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SpecFields that && spec().equals(that.spec());
    }

    @Override
    public int hashCode() {
        return Objects.hash(spec());
    }
}
