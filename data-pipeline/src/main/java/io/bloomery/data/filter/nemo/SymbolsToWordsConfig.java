package io.bloomery.data.filter.nemo;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.nemo.symbols-to-words}.
 *
 * @param maxSymbolToWordRatio {@code max-symbol-to-word-ratio}: largest share of words that are an ellipsis or mostly hash signs, in [0, 1]
 * @param lang {@code lang}: ISO 639-1 code by which words are told apart: {@code zh}, {@code ja}, or spaced for any other
 */
public record SymbolsToWordsConfig(double maxSymbolToWordRatio, String lang) implements RuleFactory, Serializable {
    public SymbolsToWordsConfig {
        if (!(maxSymbolToWordRatio >= 0 && maxSymbolToWordRatio <= 1)) {
            throw new IllegalArgumentException(
                    "max-symbol-to-word-ratio must be in [0, 1] but is " + maxSymbolToWordRatio);
        }
        requireNonNull(lang, "lang");
    }

    @Override
    public Rule create(ResourceReader resources) {
        NemoWords words = NemoWords.of(lang);
        return SignalRule.atMost(
                "nemo-symbols-to-words", maxSymbolToWordRatio, draft -> WordMeasures.symbolShare(words.in(draft)));
    }
}
