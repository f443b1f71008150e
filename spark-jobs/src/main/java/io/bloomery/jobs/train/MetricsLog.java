package io.bloomery.jobs.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.model.checkpoint.Folder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** One line of JSON for each round of a training, in {@value #FILE}. */
final class MetricsLog {

    /** What {@code tail -f}, pandas and DuckDB read. */
    static final String FILE = "metrics.jsonl";

    static final String LOSS = "loss";
    static final String VALIDATION_LOSS = "validation_loss";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> lines = new ArrayList<>();

    /**
     * Adds a round.
     *
     * @param loss mean over the workers of the loss of their last step
     * @param validationLoss where the round looked at held-out sequences
     */
    void add(
            long step,
            long tokens,
            double loss,
            OptionalDouble validationLoss,
            double learningRate,
            double tokensPerSecond) {
        ObjectNode line = JSON.createObjectNode();
        line.put("step", step);
        line.put("tokens", tokens);
        line.put(LOSS, loss);
        validationLoss.ifPresent(value -> line.put(VALIDATION_LOSS, value));
        line.put("learning_rate", learningRate);
        line.put("tokens_per_second", Math.round(tokensPerSecond));
        lines.add(line.toString());
    }

    /** The newest value of a measurement; not every line has every one. */
    OptionalDouble newest(String measurement) throws IOException {
        for (int i = lines.size() - 1; i >= 0; i--) {
            JsonNode value = JSON.readTree(lines.get(i)).path(measurement);
            if (value.isNumber()) {
                return OptionalDouble.of(value.doubleValue());
            }
        }
        return OptionalDouble.empty();
    }

    void write(Folder folder) throws IOException {
        try (OutputStream out = folder.create(FILE)) {
            for (String line : lines) {
                out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    static MetricsLog read(Folder folder) throws IOException {
        MetricsLog log = new MetricsLog();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(folder.open(FILE), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                log.lines.add(checked(line, folder));
            }
        }
        return log;
    }

    private static String checked(String line, Folder folder) throws IOException {
        JsonNode node = JSON.readTree(line);
        if (!node.path("step").isIntegralNumber()) {
            throw new BloomeryException(
                    ErrorCode.BAD_DATA,
                    folder.describe(FILE) + " has a line without a step",
                    "The checkpoint is damaged: resume from an older one.");
        }
        return line;
    }
}
