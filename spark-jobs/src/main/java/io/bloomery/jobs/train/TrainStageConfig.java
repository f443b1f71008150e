package io.bloomery.jobs.train;

import static java.util.Objects.requireNonNull;

import io.bloomery.model.train.ModelConfig;
import io.bloomery.model.train.TrainConfig;

/** All that decides what a training learns, besides its tables. */
public record TrainStageConfig(ModelConfig model, TrainConfig train) {

    public TrainStageConfig {
        requireNonNull(model, "model");
        requireNonNull(train, "train");
    }
}
