package io.bloomery.data.config;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.TreeMap;

/**
 * One source of settings, named as error messages should name it; a later layer overrides an earlier one.
 *
 * @param origin a file name, {@code --set}, ...
 * @param hocon text of the layer; empty where it is assignments only
 * @param assignments dotted key to value; a value that starts with a bracket or brace is read as HOCON
 */
public record ConfigLayer(String origin, String hocon, Map<String, String> assignments) {
    public ConfigLayer {
        requireNonNull(origin, "origin");
        requireNonNull(hocon, "hocon");
        assignments = new TreeMap<>(assignments);
    }

    public static ConfigLayer text(String origin, String hocon) {
        return new ConfigLayer(origin, hocon, Map.of());
    }

    public static ConfigLayer assignments(String origin, Map<String, String> assignments) {
        return new ConfigLayer(origin, "", assignments);
    }
}
