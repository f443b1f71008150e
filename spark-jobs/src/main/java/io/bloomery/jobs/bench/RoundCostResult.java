package io.bloomery.jobs.bench;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a meeting of replicas costs.
 *
 * @param parameters of the model
 * @param workers replicas
 * @param reduceSeconds from the last worker's last step until the new weights lie in the executors, the median round's
 * @param broadcastSeconds until every worker's process has all of them, the median round's
 * @param bytes that were sent for both, from one process to another or within one
 * @param socketSeconds that as many bytes take through a socket of this machine to itself
 * @param ratio reduce and broadcast over that
 * @param driverHeapBytes most that was left of the driver's heap after a collection
 * @param bytesPerToken of all traffic where each of {@link RoundCostBench#INTERVAL} steps learns from
 *     {@link RoundCostBench#TOKENS_IN_STEP} tokens
 * @param synchronousBytesPerToken the same where gradients meet in every step
 */
public record RoundCostResult(
        @JsonProperty("parameters") long parameters,
        @JsonProperty("workers") int workers,
        @JsonProperty("reduce_seconds") double reduceSeconds,
        @JsonProperty("broadcast_seconds") double broadcastSeconds,
        @JsonProperty("bytes") long bytes,
        @JsonProperty("socket_seconds") double socketSeconds,
        @JsonProperty("ratio") double ratio,
        @JsonProperty("driver_heap_bytes") long driverHeapBytes,
        @JsonProperty("bytes_per_token") double bytesPerToken,
        @JsonProperty("synchronous_bytes_per_token") double synchronousBytesPerToken) {}
