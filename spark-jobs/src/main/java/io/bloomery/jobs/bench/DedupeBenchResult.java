package io.bloomery.jobs.bench;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a dedupe of planted documents took and found.
 *
 * @param planted documents that have to go: all but one of each planted cluster
 * @param recall share of these that went
 * @param precision share of the documents that went for which another one of their planted cluster stayed
 * @param comparedPairs pairs of texts that met in a bucket
 * @param falseAlarmShare share of these that were not alike
 * @param peakHeapBytes most that was left of the heap of this process after a garbage collection
 */
public record DedupeBenchResult(
        @JsonProperty("documents") long documents,
        @JsonProperty("seconds") double seconds,
        @JsonProperty("cpu_seconds") double cpuSeconds,
        @JsonProperty("planted") long planted,
        @JsonProperty("recall") double recall,
        @JsonProperty("precision") double precision,
        @JsonProperty("compared_pairs") double comparedPairs,
        @JsonProperty("false_alarm_share") double falseAlarmShare,
        @JsonProperty("peak_heap_bytes") long peakHeapBytes) {}
