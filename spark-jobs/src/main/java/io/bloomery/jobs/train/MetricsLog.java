package io.bloomery.jobs.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.model.checkpoint.Folder;
import io.bloomery.model.train.EventFile;
import io.bloomery.model.train.RoundMetrics;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.LongStream;

/** What is written down about the rounds of a training: {@value #FILE} for every reader, and the same for TensorBoard. */
final class MetricsLog {

    /** One line of JSON for each round; what {@code tail -f}, pandas and DuckDB read. */
    static final String FILE = "metrics.jsonl";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<RoundMetrics> rounds = new ArrayList<>();

    /** The rounds so far; what is added later is not in it. */
    MetricsLog copy() {
        MetricsLog copy = new MetricsLog();
        copy.rounds.addAll(rounds);
        return copy;
    }

    void add(RoundMetrics round) {
        rounds.add(round);
    }

    List<RoundMetrics> rounds() {
        return Collections.unmodifiableList(rounds);
    }

    Optional<RoundMetrics> newest() {
        return rounds.isEmpty() ? Optional.empty() : Optional.of(rounds.get(rounds.size() - 1));
    }

    /** The newest look at held-out sequences; not every round takes one. */
    OptionalDouble newestValidationLoss() {
        for (int i = rounds.size() - 1; i >= 0; i--) {
            if (rounds.get(i).validationLoss().isPresent()) {
                return rounds.get(i).validationLoss();
            }
        }
        return OptionalDouble.empty();
    }

    /** The held-out loss after a round, counted from 1, if it looked. */
    OptionalDouble validationLoss(long round) {
        return round >= 1 && round <= rounds.size()
                ? rounds.get((int) round - 1).validationLoss()
                : OptionalDouble.empty();
    }

    /** The first of the rounds with the lowest held-out loss, counted from 1; 0 if none looked. */
    long bestRound() {
        return LongStream.rangeClosed(1, rounds.size())
                .filter(round -> validationLoss(round).isPresent())
                .boxed()
                .min(Comparator.comparingDouble(round -> validationLoss(round).getAsDouble()))
                .orElse(0L);
    }

    /** Writes {@value #FILE}. */
    void write(Folder folder) throws IOException {
        try (OutputStream out = folder.create(FILE)) {
            for (RoundMetrics round : rounds) {
                out.write((round.toJson() + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** Writes the file for TensorBoard. */
    void writeEvents(OutputStream out) throws IOException {
        EventFile events =
                new EventFile(out, rounds.isEmpty() ? 0 : rounds.get(0).time());
        for (RoundMetrics round : rounds) {
            events.add(round.time(), round.step(), round.scalars());
        }
    }

    static MetricsLog read(Folder folder) throws IOException {
        MetricsLog log = new MetricsLog();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(folder.open(FILE), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                log.add(RoundMetrics.of(JSON.readTree(line)));
            }
        } catch (IllegalArgumentException e) {
            throw new BloomeryException(
                    ErrorCode.BAD_DATA,
                    folder.describe(FILE) + " has a line that is not of a round: " + e.getMessage(),
                    "The checkpoint is damaged: resume from an older one.",
                    e);
        }
        return log;
    }
}
