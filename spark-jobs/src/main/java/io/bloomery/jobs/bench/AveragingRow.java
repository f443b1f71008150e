package io.bloomery.jobs.bench;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What one way of bringing replicas together came to.
 *
 * @param optimizer {@code synchronous}, or what was made of the mean
 * @param workers replicas
 * @param interval steps between two meetings
 * @param delta how exactly the replicas told what they learned
 * @param innerRate highest learning rate of each replica
 * @param validationLoss mean cross-entropy in nats per character of the last tenth of the text
 * @param bytes that all workers together would send and be sent over a network
 * @param seconds of training
 */
public record AveragingRow(
        @JsonProperty("optimizer") String optimizer,
        @JsonProperty("workers") int workers,
        @JsonProperty("interval") int interval,
        @JsonProperty("delta") String delta,
        @JsonProperty("inner_rate") double innerRate,
        @JsonProperty("validation_loss") double validationLoss,
        @JsonProperty("bytes") long bytes,
        @JsonProperty("seconds") double seconds) {}
