package io.bloomery.data.filter.dclm;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.step.Draft;
import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.dclm.word-removal-ratio}.
 *
 * @param prevWordCountKey {@code prev-word-count-key}: signal with the number of words before
 * @param newWordCountKey {@code new-word-count-key}: signal with the number of words after; empty to count them
 * @param maxRemovedRatio {@code max-removed-ratio}: largest share of words that rules in between may have removed, in [0, 1]
 * @param model {@code model}: how words are told apart
 * @param ignorePunctuation {@code ignore-punctuation}: whether a word has to begin with a letter or a number
 */
public record WordRemovalRatioConfig(
        String prevWordCountKey,
        String newWordCountKey,
        double maxRemovedRatio,
        WordModel model,
        boolean ignorePunctuation)
        implements RuleFactory, Serializable {
    public WordRemovalRatioConfig {
        if (prevWordCountKey.isEmpty()) {
            throw new IllegalArgumentException("prev-word-count-key must not be empty");
        }
        requireNonNull(newWordCountKey, "new-word-count-key");
        if (!(maxRemovedRatio >= 0 && maxRemovedRatio <= 1)) {
            throw new IllegalArgumentException("max-removed-ratio must be in [0, 1] but is " + maxRemovedRatio);
        }
        requireNonNull(model, "model");
    }

    @Override
    public Rule create(ResourceReader resources) {
        return SignalRule.atMost("dclm-word-removal-ratio", maxRemovedRatio, this::removedShare);
    }

    /** Words that are gone over the words that were there; more than any share if there were none. */
    private double removedShare(Draft draft) {
        double before = draft.signal(prevWordCountKey)
                .orElseThrow(() -> new IllegalStateException(
                        "no rule of the profile stores " + prevWordCountKey + " before dclm.word-removal-ratio"));
        double after = newWordCountKey.isEmpty()
                ? model.count(draft.text(), ignorePunctuation)
                : draft.signal(newWordCountKey).orElseGet(() -> model.count(draft.text(), ignorePunctuation));
        return before == 0 ? Repetition.NOTHING : (before - after) / before;
    }
}
