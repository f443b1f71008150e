package io.bloomery.jobs.crawl;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a segment holds, in figures.
 *
 * @param bytes of the bodies of kept pages, as sent
 * @param hostsActive hosts whose visit by the task was under way when the segment ended
 * @param hostsParked hosts that the task parked, so far
 * @param states URLs by state
 * @param links that its URLs led to, each as often as it was met
 * @param hosts entries of its journal of hosts
 */
record Tally(
        @JsonProperty("bytes") long bytes,
        @JsonProperty("hosts_active") int hostsActive,
        @JsonProperty("hosts_parked") int hostsParked,
        @JsonProperty("states") Map<String, Long> states,
        @JsonProperty("links") long links,
        @JsonProperty("hosts") long hosts) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static final Tally NOTHING = new Tally(0, 0, 0, Map.of(), 0, 0);

    Tally {
        states = new TreeMap<>(states);
    }

    Tally plus(Tally other) {
        Map<String, Long> sums = new TreeMap<>(states);
        other.states.forEach((state, count) -> sums.merge(state, count, Long::sum));
        return new Tally(
                bytes + other.bytes,
                hostsActive + other.hostsActive,
                hostsParked + other.hostsParked,
                sums,
                links + other.links,
                hosts + other.hosts);
    }

    /** URLs that were visited. */
    long urls() {
        return states.values().stream().mapToLong(Long::longValue).sum();
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
