package io.bloomery.jobs.train;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.model.spec.ModelSpec;
import io.bloomery.model.train.ModelConfig;
import io.bloomery.model.train.TrainConfig;

/** All that decides what a training learns, besides its tables. */
public record TrainStageConfig(ModelConfig model, TrainConfig train) {

    public TrainStageConfig {
        requireNonNull(model, "model");
        requireNonNull(train, "train");
        double dropout = train.regularization().dropout();
        if (train.from().isEmpty() && model.family() == ModelConfig.Family.LLAMA && dropout > 0) {
            throw new IllegalArgumentException(
                    "train.regularization.dropout must be 0 where model.family is llama, which has none, but is "
                            + dropout);
        }
    }

    /** Refuses dropout for a model that training goes on with and whose family has none. */
    void requireDropoutOf(ModelSpec spec) {
        double dropout = train.regularization().dropout();
        if (dropout > 0 && !spec.fold(gpt -> true, llama -> false)) {
            throw new BloomeryException(
                    ErrorCode.CONFIGURATION,
                    "train.from names a Llama, which has no dropout, but train.regularization.dropout is " + dropout,
                    "Set train.regularization.dropout to 0.");
        }
    }
}
