package io.bloomery.jobs.config;

import io.bloomery.data.config.ConfigLayer;
import io.bloomery.data.config.ConfigLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The reference configuration with some settings changed. */
public final class TestConfig {

    private static final Path REFERENCE = Path.of("..", "conf", "reference.conf");

    private TestConfig() {}

    public static BloomeryConfig with(Map<String, String> settings) {
        try {
            return ConfigLoader.load(
                            BloomeryConfig.class,
                            List.of(
                                    ConfigLayer.text("reference.conf", Files.readString(REFERENCE)),
                                    ConfigLayer.assignments("test", settings)))
                    .value();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
