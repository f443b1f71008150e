package io.bloomery.jobs.crawl;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * That a round is done: the one record that makes its frontier, its hosts and its pages part of the crawl, all at once.
 *
 * @param round 0 is the beginning
 * @param urls the frontier after the round, in layers of {@link io.bloomery.jobs.table.FrontierTable}
 * @param hosts what is known of the hosts, in layers of {@link io.bloomery.jobs.table.HostTable}
 */
record Commit(
        @JsonProperty("round") int round,
        @JsonProperty("urls") Layers urls,
        @JsonProperty("hosts") Layers hosts,
        @JsonProperty("totals") CrawlTotals totals) {

    private static final ObjectMapper JSON = new ObjectMapper();

    String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a commit is always JSON", e);
        }
    }

    static Commit fromJson(byte[] json) throws IOException {
        return JSON.readValue(json, Commit.class);
    }
}
