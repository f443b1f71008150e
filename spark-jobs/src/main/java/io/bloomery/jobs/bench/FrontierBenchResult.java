package io.bloomery.jobs.bench;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a crawl of few pages out of a large frontier took.
 *
 * @param urls in the frontier
 * @param pages visited
 * @param seconds from the frontier of an earlier crawl to the published tables: read, plan, visit, merge, write
 * @param peakHeapBytes most that was left of the heap after a collection
 */
public record FrontierBenchResult(
        @JsonProperty("urls") long urls,
        @JsonProperty("pages") long pages,
        @JsonProperty("seconds") double seconds,
        @JsonProperty("peak_heap_bytes") long peakHeapBytes) {}
