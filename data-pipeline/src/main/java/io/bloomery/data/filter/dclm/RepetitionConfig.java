package io.bloomery.data.filter.dclm;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.segment.WordSequences;
import io.bloomery.data.step.Draft;
import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import java.io.Serializable;
import java.util.Locale;

/**
 * HOCON: {@code clean.rules.dclm.repetition}.
 *
 * @param granularity {@code granularity}: what repeats
 * @param n {@code n}: words in a sequence, where {@code granularity} is {@code ngram}
 * @param maxFraction {@code max-fraction}: largest share, in [0, 1], of the text that repeats
 * @param countCharacters {@code count-characters}: whether characters count rather than lines or paragraphs
 * @param ngramCharRatio {@code ngram-char-ratio}: which sequences of words count
 * @param ignoreCase {@code ignore-case}: whether case counts for nothing
 */
public record RepetitionConfig(
        Granularity granularity,
        int n,
        double maxFraction,
        boolean countCharacters,
        NgramCharRatio ngramCharRatio,
        boolean ignoreCase)
        implements RuleFactory, Serializable {
    public RepetitionConfig {
        requireNonNull(granularity, "granularity");
        if (!(n >= 1)) {
            throw new IllegalArgumentException("n must be at least 1 but is " + n);
        }
        if (!(maxFraction >= 0 && maxFraction <= 1)) {
            throw new IllegalArgumentException("max-fraction must be in [0, 1] but is " + maxFraction);
        }
        requireNonNull(ngramCharRatio, "ngram-char-ratio");
    }

    @Override
    public Rule create(ResourceReader resources) {
        return SignalRule.atMost("dclm-repetition", maxFraction, this::share);
    }

    private double share(Draft draft) {
        String text = ignoreCase ? draft.text().toLowerCase(Locale.ROOT) : draft.text();
        return switch (granularity) {
            case LINE -> Repetition.ofParts(PageLines.stripped(text, "\n"), countCharacters);
            case PARAGRAPH -> Repetition.ofParts(PageLines.stripped(text, "\n\n"), countCharacters);
            case NGRAM -> Repetition.ofSequences(text, sequences(draft, text), n, ngramCharRatio);
        };
    }

    private WordSequences sequences(Draft draft, String text) {
        return ignoreCase ? WordSequences.of(WordModel.UNISEG.words(text, true)) : draft.view(Repetition.WORDS);
    }
}
