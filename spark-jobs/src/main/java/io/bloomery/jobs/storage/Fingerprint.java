package io.bloomery.jobs.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names the result of a stage before it is computed: the same parents, configuration and step version, the same name. */
public final class Fingerprint {

    private static final int HEX_DIGITS = 16;
    private static final ObjectMapper JSON = new ObjectMapper();

    private Fingerprint() {}

    /** 16 hex digits; parents count by their content, not by where they lie. */
    public static String of(String stage, int version, Map<String, Object> config, List<PublishedTable> parents) {
        Map<String, Object> identity = new LinkedHashMap<>();
        identity.put("stage", stage);
        identity.put("version", version);
        identity.put("config", config);
        identity.put(
                "parents",
                parents.stream()
                        .map(parent -> parent.table() + ":" + parent.manifest().contentDigest())
                        .toList());
        try {
            return Sha256.of(JSON.writeValueAsString(identity)).substring(0, HEX_DIGITS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("configuration trees are always JSON", e);
        }
    }
}
