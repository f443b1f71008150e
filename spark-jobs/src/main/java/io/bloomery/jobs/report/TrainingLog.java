package io.bloomery.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomery.data.report.Curve;
import io.bloomery.jobs.storage.PublishedTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What training wrote down: one JSON object a line, in {@value #FILE} beside the checkpoint.
 *
 * @param tokens trained on in all rounds
 * @param tokensPerSecond over the whole training; 0 where no time was measured
 */
record TrainingLog(long tokens, double tokensPerSecond, List<Curve> curves) {

    static final String FILE = "metrics.jsonl";

    private static final ObjectMapper JSON = new ObjectMapper();

    TrainingLog {
        curves = List.copyOf(curves);
    }

    static TrainingLog read(FileSystem fileSystem, PublishedTable checkpoints) throws IOException {
        Path file = checkpoints.file(FILE);
        if (!fileSystem.exists(file)) {
            return new TrainingLog(0, 0, List.of());
        }
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(fileSystem.open(file), StandardCharsets.UTF_8))) {
            return parse(in.lines().toList());
        }
    }

    static TrainingLog parse(List<String> lines) throws IOException {
        List<Curve.Point> training = new ArrayList<>();
        List<Curve.Point> heldOut = new ArrayList<>();
        long tokens = 0;
        double seconds = 0;
        for (String line : lines) {
            JsonNode round = JSON.readTree(line);
            long step = round.path("step").asLong();
            training.add(new Curve.Point(step, round.path("loss").asDouble(Double.NaN)));
            if (round.has("validation_loss")) {
                heldOut.add(new Curve.Point(step, round.path("validation_loss").asDouble(Double.NaN)));
            }
            double rate = round.path("tokens_per_second").asDouble();
            long total = round.path("tokens").asLong();
            seconds += rate > 0 ? (total - tokens) / rate : 0;
            tokens = total;
        }
        List<Curve> curves = List.of(new Curve("training", training), new Curve("held out", heldOut));
        return new TrainingLog(tokens, seconds > 0 ? tokens / seconds : 0, curves);
    }
}
