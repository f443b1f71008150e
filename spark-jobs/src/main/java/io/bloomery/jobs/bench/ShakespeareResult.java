package io.bloomery.jobs.bench;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a training of the character model came to.
 *
 * @param validationLoss mean cross-entropy in nats per character of the last tenth of the text
 * @param seconds of training
 * @param decay how the learning rate fell
 */
public record ShakespeareResult(
        @JsonProperty("validation_loss") double validationLoss,
        @JsonProperty("seconds") double seconds,
        @JsonProperty("tokens_per_second") double tokensPerSecond,
        @JsonProperty("steps") int steps,
        @JsonProperty("decay") String decay) {}
