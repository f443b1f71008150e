package io.bloomery.jobs.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Has PyTorch, in a Python of the user's, make the same training steps. */
final class EnginePeer {

    /** Tokens per second, 0 for a mode that could not run, and the bytes that the mode with fewer took. */
    record Figures(
            @JsonProperty("name") String name,
            @JsonProperty("eager") double eager,
            @JsonProperty("compiled") double compiled,
            @JsonProperty("memory") long memory) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CASES = "cases.json";

    private final PeerScript script;
    private final Duration warmUp;
    private final Duration each;

    EnginePeer(String python, Duration warmUp, Duration each) {
        script = new PeerScript(python, "engine_peers.py");
        this.warmUp = warmUp;
        this.each = each;
    }

    /** PyTorch's speeds of a case. */
    Figures measure(EngineCase which) throws IOException {
        Path folder = Files.createTempDirectory("bloomery-bench-");
        try {
            Path cases = folder.resolve(CASES);
            JSON.writeValue(cases.toFile(), List.of(which.toPeer()));
            List<String> arguments = List.of(
                    "--cases", cases.toString(),
                    "--warm-up", String.valueOf(warmUp.toSeconds()),
                    "--seconds", String.valueOf(each.toSeconds()));
            return JSON.readValue(script.run(folder, arguments), Figures.class);
        } finally {
            PeerScript.delete(folder);
        }
    }
}
