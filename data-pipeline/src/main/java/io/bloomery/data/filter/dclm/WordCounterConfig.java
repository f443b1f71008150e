package io.bloomery.data.filter.dclm;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import java.io.Serializable;
import java.util.List;

/**
 * HOCON: {@code clean.rules.dclm.word-counter}.
 *
 * @param key {@code key}: name of the signal that keeps the number of words
 * @param model {@code model}: how words are told apart
 * @param ignorePunctuation {@code ignore-punctuation}: whether a word has to begin with a letter or a number
 */
public record WordCounterConfig(String key, WordModel model, boolean ignorePunctuation)
        implements RuleFactory, Serializable {
    public WordCounterConfig {
        if (key.isEmpty()) {
            throw new IllegalArgumentException("key must not be empty");
        }
        requireNonNull(model, "model");
    }

    @Override
    public Rule create(ResourceReader resources) {
        return new SignalRule(key, draft -> model.count(draft.text(), ignorePunctuation), List.of());
    }
}
