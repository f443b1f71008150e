package io.bloomery.jobs.bench;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a crawl of made-up sites took, in the log of their server.
 *
 * @param archiveBytes of the WARC files and their index
 * @param stageSeconds of the whole stage, to the published tables
 * @param crawlSeconds from the first request of any kind to the last one, with all that happens between rounds
 * @param pagesPerSecond over {@code crawlSeconds}
 * @param allowedShare of the throughput that the pauses allow, by the host that takes longest; 0 where there are none
 * @param tooSoon requests that came sooner after the one before than the pause of the host
 */
public record CrawlBenchResult(
        @JsonProperty("hosts") int hosts,
        @JsonProperty("pages") long pages,
        @JsonProperty("archive_bytes") long archiveBytes,
        @JsonProperty("stage_seconds") double stageSeconds,
        @JsonProperty("crawl_seconds") double crawlSeconds,
        @JsonProperty("pages_per_second") double pagesPerSecond,
        @JsonProperty("allowed_share") double allowedShare,
        @JsonProperty("too_soon") int tooSoon) {}
