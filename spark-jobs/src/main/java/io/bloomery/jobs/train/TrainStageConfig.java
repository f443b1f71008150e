package io.bloomery.jobs.train;

import static java.util.Objects.requireNonNull;

import io.bloomery.model.train.ModelConfig;
import io.bloomery.model.train.TrainConfig;

/** All that decides what a training learns, besides its tables. */
public record TrainStageConfig(ModelConfig model, TrainConfig train) {

    public TrainStageConfig {
        requireNonNull(model, "model");
        requireNonNull(train, "train");
        double dropout = train.regularization().dropout();
        if (model.family() == ModelConfig.Family.LLAMA && dropout > 0) {
            throw new IllegalArgumentException(
                    "train.regularization.dropout must be 0 where model.family is llama, which has none, but is "
                            + dropout);
        }
    }
}
