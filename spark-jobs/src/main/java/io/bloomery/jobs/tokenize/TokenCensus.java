package io.bloomery.jobs.tokenize;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.data.pack.SequencePacker;
import io.bloomery.data.pack.Split;
import io.bloomery.data.pack.TokenizeConfig;
import io.bloomery.jobs.storage.Counters;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.apache.spark.sql.Row;

/** Where all tokens of a corpus go: into sequences of a split, or into the remainder of a shard that is dropped. */
final class TokenCensus {

    private final int sequenceLength;
    private final List<Row> shards;

    /** Takes rows of split, shard, documents, documents without tokens, and tokens without end-of-text tokens. */
    TokenCensus(int sequenceLength, List<Row> shards) {
        this.sequenceLength = sequenceLength;
        this.shards = List.copyOf(shards);
    }

    Counters counters() {
        long documents = shards.stream().mapToLong(row -> row.getLong(2)).sum();
        long empty = shards.stream().mapToLong(row -> row.getLong(3)).sum();
        SortedMap<String, Long> out = new TreeMap<>(Map.of(Counters.KEPT, documents - empty));
        if (empty > 0) {
            out.put(Counters.DROPPED + "empty-text", empty);
        }
        return new Counters(documents, out);
    }

    Map<String, Double> metrics() {
        SortedMap<String, Double> metrics = new TreeMap<>();
        long dropped = 0;
        for (Split split : Split.values()) {
            metrics.put("documents." + split.column(), (double) documents(split));
            metrics.put("tokens." + split.column(), (double) tokens(split));
            metrics.put("sequences." + split.column(), (double) sequences(split));
            dropped += tokens(split) - firstTokens(split) - sequences(split) * sequenceLength;
        }
        metrics.put("tokens.dropped-remainder", (double) dropped);
        return metrics;
    }

    /** Refuses a corpus that gives nothing to learn from, or nothing to judge by where some was asked for. */
    void requireSequences(TokenizeConfig config) {
        long train = sequences(Split.TRAIN);
        long validation = sequences(Split.VALIDATION);
        if (train > 0 && (validation > 0 || config.validationFraction() == 0)) {
            return;
        }
        Split missing = train == 0 ? Split.TRAIN : Split.VALIDATION;
        throw new BloomeryException(
                ErrorCode.BAD_DATA,
                "the corpus gives no " + missing.column() + " sequence of " + sequenceLength + " tokens: "
                        + documents(missing) + " documents with " + tokens(missing) + " tokens in " + config.shards()
                        + " shards",
                "Add documents, lower tokenize.sequence-length or tokenize.shards, or change"
                        + " tokenize.validation-fraction, which is " + config.validationFraction() + ".");
    }

    private long documents(Split split) {
        return sum(split, row -> row.getLong(2) - row.getLong(3));
    }

    /** With one end-of-text token a document. */
    private long tokens(Split split) {
        return sum(split, TokenCensus::streamTokens);
    }

    private long sequences(Split split) {
        return sum(split, row -> SequencePacker.sequences(streamTokens(row), sequenceLength));
    }

    /** The first token of a shard is never a target, but it is in a sequence if there is one. */
    private long firstTokens(Split split) {
        return sum(split, row -> SequencePacker.sequences(streamTokens(row), sequenceLength) > 0 ? 1 : 0);
    }

    private static long streamTokens(Row row) {
        return row.getLong(4) + row.getLong(2) - row.getLong(3);
    }

    private long sum(Split split, ToLongFunction<Row> value) {
        return shards.stream()
                .filter(row -> row.getString(0).equals(split.column()))
                .mapToLong(value)
                .sum();
    }
}
