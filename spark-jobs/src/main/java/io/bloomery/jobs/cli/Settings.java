package io.bloomery.jobs.cli;

import io.bloomery.data.config.ConfigLayer;
import io.bloomery.data.config.ConfigLoader;
import io.bloomery.data.config.LoadedConfig;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.jobs.config.BloomeryConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import scala.Tuple2;

/** Layers the settings of a command: reference, shipped recipe, files, spark.bloomery.* properties, --set. */
final class Settings {

    static final String QUICKSTART = "quickstart.conf";

    private static final String REFERENCE = "reference.conf";
    private static final String RESOURCES = "/bloomery/conf/";
    private static final String SPARK_PREFIX = "spark.bloomery.";

    private Settings() {}

    /** Loads what a command that needs no recipe uses. */
    static LoadedConfig<BloomeryConfig> load(CommonOptions options) {
        return load(options, List.of(), Map.of());
    }

    /**
     * Loads and checks the configuration.
     *
     * @param recipes names of shipped files that lie between the reference and the user's files
     * @param computed settings that the command itself found, below {@code --set}
     */
    static LoadedConfig<BloomeryConfig> load(
            CommonOptions options, List<String> recipes, Map<String, String> computed) {
        List<ConfigLayer> layers = new ArrayList<>();
        layers.add(shipped(REFERENCE));
        recipes.forEach(recipe -> layers.add(shipped(recipe)));
        options.configFiles().forEach(file -> layers.add(ConfigLayer.text(file, read(file))));
        layers.add(ConfigLayer.assignments("spark.bloomery", sparkProperties()));
        layers.add(ConfigLayer.assignments("command", computed));
        layers.add(ConfigLayer.assignments("--set", parse(options.assignments())));
        return ConfigLoader.load(BloomeryConfig.class, layers);
    }

    private static ConfigLayer shipped(String name) {
        try (InputStream in = Settings.class.getResourceAsStream(RESOURCES + name)) {
            return ConfigLayer.text(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("the build left out " + RESOURCES + name, e);
        }
    }

    /** Reads a local file where there is one of this name; else a path of any Hadoop file system. */
    private static String read(String file) {
        try {
            java.nio.file.Path local = localPath(file);
            if (Files.isRegularFile(local)) {
                return Files.readString(local);
            }
            Path path = new Path(file);
            try (InputStream in = path.getFileSystem(SparkHadoopUtil.get().newConfiguration(new SparkConf()))
                    .open(path)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new BloomeryException(
                    ErrorCode.INPUT_MISSING,
                    "cannot read the configuration file " + file + ": " + e.getMessage(),
                    "Check the path given with --config.",
                    e);
        }
    }

    private static java.nio.file.Path localPath(String file) {
        return java.nio.file.Path.of(file.contains(":") ? "" : file);
    }

    private static Map<String, String> sparkProperties() {
        Map<String, String> properties = new TreeMap<>();
        for (Tuple2<String, String> property : new SparkConf().getAllWithPrefix(SPARK_PREFIX)) {
            properties.put(property._1(), property._2());
        }
        return properties;
    }

    private static Map<String, String> parse(List<String> assignments) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            if (equals < 1) {
                throw new BloomeryException(
                        ErrorCode.USAGE,
                        "--set " + assignment + " is not of the form KEY=VALUE",
                        "Write for example --set train.workers=2.");
            }
            settings.put(assignment.substring(0, equals).strip(), assignment.substring(equals + 1));
        }
        return settings;
    }
}
