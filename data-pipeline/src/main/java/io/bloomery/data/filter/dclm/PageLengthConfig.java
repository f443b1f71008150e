package io.bloomery.data.filter.dclm;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.segment.ProseSentences;
import io.bloomery.data.segment.PythonText;
import io.bloomery.data.step.Draft;
import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.dclm.page-length}.
 *
 * @param lengthType {@code length-type}: what is counted
 * @param minLength {@code min-length}: fewest of them
 * @param maxLength {@code max-length}: most of them
 * @param model {@code model}: how words are told apart
 * @param ignorePunctuation {@code ignore-punctuation}: whether a word has to begin with a letter or a number
 */
public record PageLengthConfig(
        LengthType lengthType, int minLength, int maxLength, WordModel model, boolean ignorePunctuation)
        implements RuleFactory, Serializable {
    public PageLengthConfig {
        requireNonNull(lengthType, "length-type");
        if (!(minLength <= maxLength)) {
            throw new IllegalArgumentException(
                    "min-length must be at most max-length, which is " + maxLength + ", but is " + minLength);
        }
        requireNonNull(model, "model");
    }

    @Override
    public Rule create(ResourceReader resources) {
        return SignalRule.between("dclm-page-length", minLength, maxLength, this::length);
    }

    private double length(Draft draft) {
        return switch (lengthType) {
            case CHAR -> draft.view(PythonText.LENGTH);
            case WORD -> model.count(draft.text(), ignorePunctuation);
            case SENTENCE -> ProseSentences.of(draft.text()).size();
            case LINE -> draft.view(PageLines.LINES).size();
            case PARAGRAPH -> draft.view(PageLines.PARAGRAPHS).size();
        };
    }
}
