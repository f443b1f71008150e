package io.bloomery.jobs.config;

import java.io.Serializable;
import java.util.Map;

/**
 * HOCON: {@code spark}; what spark-submit sets wins.
 *
 * @param master used where spark-submit names none
 * @param conf further Spark properties
 */
public record SparkConfig(String master, Map<String, String> conf) implements Serializable {
    public SparkConfig {
        if (master.isBlank()) {
            throw new IllegalArgumentException("master must not be blank");
        }
        conf = Map.copyOf(conf);
    }
}
