package io.bloomery.data.filter.datatrove;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.datatrove.unigram-log-probs}.
 *
 * @param table {@code table}: CSV of words and their counts, with a header {@code word,count}
 * @param logprobsThreshold {@code logprobs-threshold}: the mean logarithm has to be above it
 */
public record UnigramLogProbsConfig(String table, double logprobsThreshold) implements Serializable {

    public UnigramLogProbsConfig {
        requireNonNull(table, "table");
        if (!Double.isFinite(logprobsThreshold)) {
            throw new IllegalArgumentException("logprobs-threshold must be finite but is " + logprobsThreshold);
        }
    }
}
