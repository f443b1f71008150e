package io.bloomery.jobs.bench;

import static java.util.Objects.requireNonNull;

import io.bloomery.model.kernel.KernelOptions;
import io.bloomery.model.kernel.KernelOptions.Precision;
import io.bloomery.model.spec.GptSpec;
import io.bloomery.model.spec.LlamaSpec;
import io.bloomery.model.spec.ModelSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A model and a batch whose training step is measured.
 *
 * @param configuration name of model and batch together
 * @param batch sequences
 * @param time tokens per sequence
 */
public record EngineCase(String configuration, ModelSpec spec, int batch, int time, KernelOptions options) {

    private static final List<Shape> SHAPES = List.of(
            // nanoGPT's character model as its README trains it on a CPU, and on a GPU.
            new Shape("char-small", new GptSpec(65, 64, 4, 4, 128), 12, 64),
            new Shape("char-large", new GptSpec(65, 256, 6, 6, 384), 12, 256),
            new Shape("gpt2-64", new GptSpec(50257, 1024, 12, 12, 768), 4, 64),
            new Shape("gpt2-1024", new GptSpec(50257, 1024, 12, 12, 768), 4, 1024),
            // The smallest of Zhao et al. 2024 (GaLore), 58 million parameters.
            new Shape("llama-60m", new LlamaSpec(32000, 512, 8, 8, 8, 512, 1376, 1e-5, 10000, false), 4, 512));

    private record Shape(String name, ModelSpec spec, int batch, int time) {}

    public EngineCase {
        requireNonNull(configuration, "configuration");
        requireNonNull(spec, "spec");
        requireNonNull(options, "options");
    }

    /** The names of the configurations that {@link #of} knows, the smallest first. */
    public static List<String> configurations() {
        return SHAPES.stream().map(Shape::name).toList();
    }

    /** The smallest configuration. */
    static EngineCase smallest(KernelOptions options) {
        Shape shape = SHAPES.get(0);
        return new EngineCase(shape.name(), shape.spec(), shape.batch(), shape.time(), options);
    }

    /** Each configuration in each precision with each number of threads. */
    public static List<EngineCase> of(List<String> configurations, List<Precision> precisions, List<Integer> threads) {
        List<EngineCase> cases = new ArrayList<>();
        for (String configuration : configurations) {
            Shape shape = shape(configuration);
            for (Precision precision : precisions) {
                for (int count : threads) {
                    KernelOptions options = new KernelOptions(precision, count);
                    cases.add(new EngineCase(configuration, shape.spec(), shape.batch(), shape.time(), options));
                }
            }
        }
        return cases;
    }

    private static Shape shape(String configuration) {
        return SHAPES.stream()
                .filter(shape -> shape.name().equals(configuration))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "configurations are " + configurations() + " but one asked for is " + configuration));
    }

    /** What the case is called in results. */
    public String name() {
        return configuration + " " + precision() + " " + options.threads()
                + (options.threads() == 1 ? " thread" : " threads");
    }

    /** Tokens of one step. */
    int tokens() {
        return batch * time;
    }

    /** The case as the script of the peer reads it. */
    Map<String, Object> toPeer() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", name());
        fields.put("family", spec.fold(gpt -> "gpt", llama -> "llama"));
        fields.put("vocabulary", spec.vocabularySize());
        fields.put("context", spec.contextLength());
        fields.put("layers", spec.layers());
        fields.put("heads", spec.heads());
        fields.put("key_value_heads", spec.keyValueHeads());
        fields.put("width", spec.width());
        fields.put("perceptron", spec.perceptronWidth());
        fields.put("batch", batch);
        fields.put("time", time);
        fields.put("threads", options.threads());
        fields.put("type", precision());
        return fields;
    }

    private String precision() {
        return options.precision().name().toLowerCase(Locale.ROOT);
    }
}
