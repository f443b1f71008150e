package io.bloomery.jobs.config;

import io.bloomery.jobs.quickstart.QuickstartConfig;
import java.io.Serializable;

/** Everything that can be set; {@code conf/reference.conf} has the same shape and says what each key means. */
public record BloomeryConfig(StorageConfig storage, SparkConfig spark, QuickstartConfig quickstart)
        implements Serializable {}
