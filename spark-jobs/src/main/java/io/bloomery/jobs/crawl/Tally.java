package io.bloomery.jobs.crawl;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a segment holds, in figures, for those who watch.
 *
 * @param bytes of the bodies of kept pages, as sent
 * @param hostsActive hosts whose visit by the task was under way when the segment ended
 * @param hostsParked hosts that the task parked, so far
 * @param states URLs by state
 */
record Tally(
        @JsonProperty("bytes") long bytes,
        @JsonProperty("hosts_active") int hostsActive,
        @JsonProperty("hosts_parked") int hostsParked,
        @JsonProperty("states") Map<String, Long> states) {

    private static final ObjectMapper JSON = new ObjectMapper();

    Tally {
        states = new TreeMap<>(states);
    }

    byte[] toJson() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tally is always JSON", e);
        }
    }

    static Tally fromJson(byte[] json) throws IOException {
        return JSON.readValue(json, Tally.class);
    }
}
