package io.bloomery.model.checkpoint;

import static java.util.Objects.requireNonNull;

import io.bloomery.model.layout.ParameterLayout;
import io.bloomery.model.spec.ModelSpec;

/** All that training needs to go on as if it had never stopped; the arrays are not copied. */
public final class Checkpoint {

    private final ModelSpec spec;
    private final TokenizerIdentity tokenizer;
    private final TrainingPosition position;
    private final float[] parameters;
    private final float[] updaterState;

    /**
     * Joins what was learned with where it was learned.
     *
     * @param parameters one flat vector in the order of {@link ParameterLayout}
     * @param updaterState the optimizer's own vector, opaque here; empty when training is over
     */
    public Checkpoint(
            ModelSpec spec,
            TokenizerIdentity tokenizer,
            TrainingPosition position,
            float[] parameters,
            float[] updaterState) {
        this.spec = requireNonNull(spec, "spec");
        this.tokenizer = requireNonNull(tokenizer, "tokenizer");
        this.position = requireNonNull(position, "position");
        this.parameters = requireNonNull(parameters, "parameters");
        this.updaterState = requireNonNull(updaterState, "updaterState");
    }

    public ModelSpec spec() {
        return spec;
    }

    public TokenizerIdentity tokenizer() {
        return tokenizer;
    }

    public TrainingPosition position() {
        return position;
    }

    public float[] parameters() {
        return parameters;
    }

    public float[] updaterState() {
        return updaterState;
    }
}
