package io.bloomery.data.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Layers settings and binds them to a record; everything that is wrong is told in one message. */
public final class ConfigLoader {

    private static final String HINT = "Correct the settings above; `--print-config` shows every key, and"
            + " conf/reference.conf says what each one means.";
    private static final List<String> SECRET_WORDS = List.of("secret", "password", "credential");

    private ConfigLoader() {}

    /**
     * Binds the layers, the last one winning, to a record.
     *
     * @throws BloomeryException with {@link ErrorCode#CONFIGURATION}, naming each problem with its file and line
     */
    public static <T extends Record> LoadedConfig<T> load(Class<T> type, List<ConfigLayer> layers) {
        Config merged = ConfigFactory.empty();
        for (ConfigLayer layer : layers) {
            merged = parse(layer).withFallback(merged);
        }
        Config resolved = resolve(merged);
        RecordBinder binder = new RecordBinder();
        T value = binder.bindRoot(resolved, type);
        return new LoadedConfig<>(value, render(resolved));
    }

    private static Config parse(ConfigLayer layer) {
        try {
            Config config = ConfigFactory.parseString(
                    layer.hocon(), ConfigParseOptions.defaults().setOriginDescription(layer.origin()));
            Map<String, ConfigValue> values = new TreeMap<>();
            layer.assignments().forEach((key, value) -> values.put(key, value(layer.origin(), value)));
            return ConfigFactory.parseMap(values, layer.origin()).withFallback(config);
        } catch (ConfigException e) {
            throw failure("cannot read the configuration: " + e.getMessage(), e);
        }
    }

    private static ConfigValue value(String origin, String assigned) {
        String text = assigned.strip();
        if (text.startsWith("[") || text.startsWith("{")) {
            return ConfigFactory.parseString(
                            "value = " + text, ConfigParseOptions.defaults().setOriginDescription(origin))
                    .getValue("value");
        }
        return ConfigValueFactory.fromAnyRef(text).withOrigin(ConfigOriginFactory.newSimple(origin));
    }

    private static Config resolve(Config merged) {
        try {
            return merged.resolve(ConfigResolveOptions.defaults());
        } catch (ConfigException e) {
            throw failure("cannot resolve the configuration: " + e.getMessage(), e);
        }
    }

    private static String render(Config config) {
        ConfigRenderOptions options = ConfigRenderOptions.concise();
        return config.entrySet().stream()
                .map(entry -> entry.getKey() + " = "
                        + (isSecret(entry.getKey())
                                ? "\"***\""
                                : entry.getValue().render(options))
                        + "  # " + entry.getValue().origin().description())
                .sorted()
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static boolean isSecret(String key) {
        return SECRET_WORDS.stream().anyMatch(key::contains);
    }

    static BloomeryException failure(String message, Throwable cause) {
        return new BloomeryException(ErrorCode.CONFIGURATION, message, HINT, cause);
    }
}
