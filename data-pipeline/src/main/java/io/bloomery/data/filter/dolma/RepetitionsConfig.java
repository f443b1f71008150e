package io.bloomery.data.filter.dolma;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.segment.Parts;
import io.bloomery.data.segment.Views;
import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import io.bloomery.data.step.SignalRule.Measurement;
import io.bloomery.data.tokenize.ShippedTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.dolma.repetitions}; drops texts that say a few tokens over and over.
 *
 * @param maxTimes {@code max-times}: how often a run of tokens may follow itself
 * @param maxPeriod {@code max-period}: tokens of the longest run that is looked for
 * @param tokenizer {@code tokenizer}: path of a {@code tokenizer.json}; empty takes what stands between white space
 */
public record RepetitionsConfig(int maxTimes, int maxPeriod, String tokenizer) implements RuleFactory, Serializable {

    private static final int LONGEST_PERIOD = 1000;

    public RepetitionsConfig {
        if (!(maxTimes >= 0)) {
            throw new IllegalArgumentException("max-times must be at least 0 but is " + maxTimes);
        }
        if (!(maxPeriod >= 1 && maxPeriod <= LONGEST_PERIOD)) {
            throw new IllegalArgumentException("max-period must be in [1, " + LONGEST_PERIOD + "] but is " + maxPeriod);
        }
        requireNonNull(tokenizer, "tokenizer");
    }

    @Override
    public Rule create(ResourceReader resources) throws IOException {
        return SignalRule.atMost("dolma-doc-max-score-repetition", maxTimes, measurement(resources));
    }

    private Measurement measurement(ResourceReader resources) throws IOException {
        int period = maxPeriod;
        if (tokenizer.isEmpty()) {
            return draft -> new PeriodicRuns(ids(draft.view(Views.SPACED_WORDS))).mostTimes(period);
        }
        try (InputStream file = resources.open(tokenizer)) {
            ShippedTokenizer shipped = new ShippedTokenizer(file.readAllBytes(), tokenizer);
            return draft -> new PeriodicRuns(shipped.encode(draft.text())).mostTimes(period);
        }
    }

    private static int[] ids(Parts words) {
        int[] ids = new int[words.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = words.id(i);
        }
        return ids;
    }
}
