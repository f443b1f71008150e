package io.bloomery.jobs.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Has {@code transformers}, in a Python of the user's, continue texts with a model of the same sizes. */
final class GeneratePeer {

    /** As the fields of {@link GenerateResult} with these names. */
    record Figures(
            @JsonProperty("first_token_seconds") double firstTokenSeconds,
            @JsonProperty("tokens_per_second") double tokensPerSecond,
            @JsonProperty("cold_tokens_per_second") double cold) {}

    private final PeerScript script;

    GeneratePeer(String python) {
        script = new PeerScript(python, "generate_peers.py");
    }

    Figures measure(int prompt, int tokens, int texts, int threads) throws IOException {
        Path folder = Files.createTempDirectory("bloomery-bench-");
        try {
            List<String> arguments = List.of(
                    "--prompt", String.valueOf(prompt),
                    "--tokens", String.valueOf(tokens),
                    "--texts", String.valueOf(texts),
                    "--threads", String.valueOf(threads));
            return new ObjectMapper().readValue(script.run(folder, arguments), Figures.class);
        } finally {
            PeerScript.delete(folder);
        }
    }
}
