package io.bloomery.data.filter.nemo;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.step.Bound;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/**
 * HOCON: {@code clean.rules.nemo.histogram}.
 *
 * @param lang {@code lang}: ISO 639-1 code of the language that a text has to be in
 * @param threshold {@code threshold}: share of characters, in [0, 1], that more than have to belong to the language
 * @param file {@code file}: histogram of the language, a character at the start of each line, most frequent first, up to the line of {@code ]}; empty to go by the scripts of the language
 */
public record HistogramConfig(String lang, double threshold, String file) implements RuleFactory, Serializable {

    private static final String SIGNAL = "nemo-histogram";

    public HistogramConfig {
        requireNonNull(lang, "lang");
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("threshold must be in [0, 1] but is " + threshold);
        }
        requireNonNull(file, "file");
    }

    @Override
    public Rule create(ResourceReader resources) throws IOException {
        Histogram histogram = file.isEmpty() ? Histogram.ofLanguage(lang) : Histogram.listed(file, resources);
        Limit limit = new Limit(SIGNAL, SIGNAL, Bound.MORE_THAN, threshold);
        return new SignalRule(SIGNAL, draft -> histogram.share(draft.text()), List.of(limit));
    }
}
