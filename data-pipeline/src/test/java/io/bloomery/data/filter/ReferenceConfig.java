package io.bloomery.data.filter;

import io.bloomery.data.config.ConfigLayer;
import io.bloomery.data.config.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The section {@code clean} of the reference configuration, with some settings changed. */
final class ReferenceConfig {

    private static final Path FILE = Path.of("..", "conf", "reference.conf");

    /** The whole configuration, as far as this module knows it. */
    private record Clean(CleanConfig clean) {}

    private ReferenceConfig() {}

    static CleanConfig clean(Map<String, String> settings) throws IOException {
        String reference = Files.readString(FILE);
        int start = reference.indexOf("\nclean {");
        String section = reference.substring(start, reference.indexOf("\n}\n", start) + 2);
        return ConfigLoader.load(
                        Clean.class,
                        List.of(ConfigLayer.text("reference.conf", section), ConfigLayer.assignments("test", settings)))
                .value()
                .clean();
    }
}
