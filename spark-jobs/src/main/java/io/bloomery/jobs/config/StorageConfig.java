package io.bloomery.jobs.config;

import java.io.Serializable;

/**
 * HOCON: {@code storage}.
 *
 * @param root where the tables lie: a local path, {@code file:}, {@code hdfs://} or any other Hadoop file system
 */
public record StorageConfig(String root) implements Serializable {
    public StorageConfig {
        if (root.isBlank()) {
            throw new IllegalArgumentException("root must not be blank");
        }
    }
}
