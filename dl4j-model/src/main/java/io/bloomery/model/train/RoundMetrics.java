package io.bloomery.model.train;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is written down about a round.
 *
 * @param time when it ended, in seconds since 1970
 * @param step optimizer steps each worker has done
 * @param tokens tokens predicted by all workers together
 * @param loss mean over workers and steps of the round, in nats
 * @param gradientNorm mean over workers and steps of the length of the gradient before clipping
 * @param validationLoss where the round looked at held-out sequences
 * @param learningRate of the first step of the round
 * @param tokensPerSecond of all workers together
 * @param averaging what bringing the replicas together took, by name; empty where nobody measured it
 */
public record RoundMetrics(
        double time,
        long step,
        long tokens,
        double loss,
        double gradientNorm,
        OptionalDouble validationLoss,
        double learningRate,
        long tokensPerSecond,
        SortedMap<String, Double> averaging) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double MILLIS = 1000;

    public RoundMetrics {
        requireNonNull(validationLoss, "validationLoss");
        averaging = Collections.unmodifiableSortedMap(new TreeMap<>(averaging));
    }

    /** One line of JSON, without its end. */
    public String toJson() {
        ObjectNode line = JSON.createObjectNode();
        line.put("time", Math.round(time * MILLIS) / MILLIS);
        line.put("step", step);
        line.put("tokens", tokens);
        line.put("loss", loss);
        line.put("gradient_norm", gradientNorm);
        validationLoss.ifPresent(value -> line.put("validation_loss", value));
        line.put("learning_rate", learningRate);
        line.put("tokens_per_second", tokensPerSecond);
        if (!averaging.isEmpty()) {
            averaging.forEach(line.putObject("averaging")::put);
        }
        return line.toString();
    }

    /**
     * What {@link #toJson} wrote.
     *
     * @throws IllegalArgumentException if a number is missing
     */
    public static RoundMetrics of(JsonNode line) {
        JsonNode validation = line.path("validation_loss");
        return new RoundMetrics(
                number(line, "time"),
                (long) number(line, "step"),
                (long) number(line, "tokens"),
                number(line, "loss"),
                number(line, "gradient_norm"),
                validation.isNumber() ? OptionalDouble.of(validation.doubleValue()) : OptionalDouble.empty(),
                number(line, "learning_rate"),
                (long) number(line, "tokens_per_second"),
                averaging(line));
    }

    /** The numbers by the tags under which TensorBoard shows them. */
    public SortedMap<String, Double> scalars() {
        SortedMap<String, Double> scalars = new TreeMap<>();
        scalars.put("train/loss", loss);
        scalars.put("train/gradient_norm", gradientNorm);
        scalars.put("train/learning_rate", learningRate);
        scalars.put("train/tokens", (double) tokens);
        scalars.put("train/tokens_per_second", (double) tokensPerSecond);
        validationLoss.ifPresent(value -> scalars.put("validation/loss", value));
        averaging.forEach((name, value) -> scalars.put("averaging/" + name, value));
        return scalars;
    }

    private static SortedMap<String, Double> averaging(JsonNode line) {
        SortedMap<String, Double> averaging = new TreeMap<>();
        line.path("averaging")
                .fields()
                .forEachRemaining(
                        field -> averaging.put(field.getKey(), field.getValue().doubleValue()));
        return averaging;
    }

    private static double number(JsonNode line, String key) {
        JsonNode value = line.path(key);
        if (!value.isNumber()) {
            throw new IllegalArgumentException("there is no number " + key);
        }
        return value.doubleValue();
    }
}
