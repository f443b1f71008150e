package io.bloomery.data.crawl.usage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomery.data.crawl.robots.RobotsPattern;
import io.bloomery.data.crawl.usage.UsageStatement.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code /.well-known/tdmrep.json} of the TDM Reservation Protocol (W3C Community Group report of 2024): reservations by
 * path, of which the first that matches holds.
 */
public final class TdmFile {

    /** Where a site puts it. */
    public static final String PATH = "/.well-known/tdmrep.json";

    /** How much of it is asked for; a longer file is not read at all. */
    public static final int MAX_BYTES = 500 * 1024;

    /** No reservation. */
    public static final TdmFile NONE = new TdmFile(List.of());

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Rule> rules;

    private TdmFile(List<Rule> rules) {
        this.rules = rules;
    }

    /** Reads a file; one that is no JSON, such as an error page, reserves nothing. */
    public static TdmFile parse(byte[] content) {
        if (content.length == 0 || content.length > MAX_BYTES) {
            return NONE;
        }
        List<Rule> rules = new ArrayList<>();
        JsonNode root = tree(content);
        if (root.isObject()) { // some forget the list
            rules.add(rule(root));
        }
        for (JsonNode rule : root.isArray() ? root : JSON.createArrayNode()) {
            rules.add(rule(rule));
        }
        return new TdmFile(List.copyOf(rules));
    }

    /** What holds for a path: the reservation, and the policy where one is named. */
    public UsageStatements statements(String path) {
        for (Rule rule : rules) {
            if (rule.location().covers(path)) {
                return TdmReservation.statements(Source.TDM_FILE, rule.reservation(), rule.policy());
            }
        }
        return UsageStatements.NONE;
    }

    private static JsonNode tree(byte[] content) {
        try {
            return JSON.readTree(content);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
    }

    private static Rule rule(JsonNode rule) {
        return new Rule(
                RobotsPattern.of(rule.path("location").asText("/")),
                rule.path("tdm-reservation").asText(""),
                rule.path("tdm-policy").asText(""));
    }

    private record Rule(RobotsPattern location, String reservation, String policy) {}
}
