package io.bloomery.model.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;

/**
 * Values of a {@code config.json}; what cannot be, or describes arithmetic that is not Bloomery's, is an
 * {@link IllegalArgumentException}.
 */
record ConfigReader(JsonNode node) {

    int size(String key) {
        JsonNode value = node.path(key);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw new IllegalArgumentException(key + " must be a whole number but is " + shown(value));
        }
        return value.intValue();
    }

    int size(String key, int otherwise) {
        return isAbsent(key) ? otherwise : size(key);
    }

    double number(String key, double otherwise) {
        JsonNode value = node.path(key);
        if (!isAbsent(key) && !value.isNumber()) {
            throw new IllegalArgumentException(key + " must be a number but is " + shown(value));
        }
        return value.asDouble(otherwise);
    }

    boolean flag(String key, boolean otherwise) {
        return node.path(key).asBoolean(otherwise);
    }

    /** An object within, empty where there is none. */
    ConfigReader object(String key) {
        return new ConfigReader(node.path(key));
    }

    /** Refuses every other text than these. */
    void require(String key, String otherwise, String... supported) {
        requireOneOf(key, isAbsent(key) ? otherwise : node.path(key).asText(), Arrays.asList(supported));
    }

    /** Refuses every other number. */
    void require(String key, double otherwise, double supported) {
        requireOneOf(key, number(key, otherwise), List.of(supported));
    }

    /** Refuses the other one. */
    void require(String key, boolean otherwise, boolean supported) {
        requireOneOf(key, flag(key, otherwise), List.of(supported));
    }

    void requireAbsent(String key) {
        if (!isAbsent(key)) {
            throw new IllegalArgumentException(key + " is " + node.path(key) + ", which is not supported");
        }
    }

    private static void requireOneOf(String key, Object value, List<?> supported) {
        if (!supported.contains(value)) {
            throw new IllegalArgumentException(key + " is " + value + "; supported is " + supported.get(0));
        }
    }

    private boolean isAbsent(String key) {
        return node.path(key).isMissingNode() || node.path(key).isNull();
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "missing" : value.toString();
    }
}
