package io.bloomery.jobs.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Short names of the settings of {@code generate}; below {@code --set}, above everything else. */
final class SamplingOptions {

    @Option(names = "--max-tokens", paramLabel = "N", description = "generate.max-tokens: tokens to add at most.")
    private Optional<String> maxTokens = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", description = "generate.seed: decides the draw.")
    private Optional<String> seed = Optional.empty();

    @Option(names = "--greedy", description = "Always take the likeliest token: temperature 0.")
    private boolean greedy;

    @Option(names = "--temperature", paramLabel = "X", description = "generate.sampling.temperature.")
    private Optional<String> temperature = Optional.empty();

    @Option(names = "--top-k", paramLabel = "N", description = "generate.sampling.top-k.")
    private Optional<String> topK = Optional.empty();

    @Option(names = "--top-p", paramLabel = "X", description = "generate.sampling.top-p.")
    private Optional<String> topP = Optional.empty();

    @Option(names = "--min-p", paramLabel = "X", description = "generate.sampling.min-p.")
    private Optional<String> minP = Optional.empty();

    @Option(names = "--repetition-penalty", paramLabel = "X", description = "generate.sampling.repetition-penalty.")
    private Optional<String> repetitionPenalty = Optional.empty();

    @Option(names = "--stop", paramLabel = "TEXT", description = "generate.stop: end a text before this; repeatable.")
    private List<String> stop = new ArrayList<>();

    /** What was given, by its key. */
    Map<String, String> settings() {
        if (greedy && temperature.isPresent()) {
            throw new BloomeryException(
                    ErrorCode.USAGE, "--greedy and --temperature exclude one another", "Leave one of them out.");
        }
        Map<String, String> settings = new LinkedHashMap<>();
        maxTokens.ifPresent(value -> settings.put("generate.max-tokens", value));
        seed.ifPresent(value -> settings.put("generate.seed", value));
        if (greedy) {
            settings.put("generate.sampling.temperature", "0");
        }
        temperature.ifPresent(value -> settings.put("generate.sampling.temperature", value));
        topK.ifPresent(value -> settings.put("generate.sampling.top-k", value));
        topP.ifPresent(value -> settings.put("generate.sampling.top-p", value));
        minP.ifPresent(value -> settings.put("generate.sampling.min-p", value));
        repetitionPenalty.ifPresent(value -> settings.put("generate.sampling.repetition-penalty", value));
        if (!stop.isEmpty()) {
            settings.put("generate.stop", json(stop));
        }
        return settings;
    }

    private static String json(List<String> texts) {
        try {
            return new ObjectMapper().writeValueAsString(texts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings are always JSON", e);
        }
    }
}
