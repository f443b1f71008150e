package io.bloomery.data.filter.dclm;

import io.bloomery.data.step.Limit;
import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * HOCON: {@code clean.rules.dclm.massive-web-repetition}.
 *
 * @param skipParagraph {@code skip-paragraph}: whether paragraphs do not count
 * @param maxLineFraction {@code max-line-fraction}: largest share of lines that have copies, in [0, 1]
 * @param maxParagraphFraction {@code max-paragraph-fraction}: largest share of paragraphs that have copies, in [0, 1]
 * @param maxLineCharFraction {@code max-line-char-fraction}: largest share of the characters of lines in lines that have copies, in [0, 1]
 * @param maxParagraphCharFraction {@code max-paragraph-char-fraction}: largest share of the characters of paragraphs in paragraphs that have copies, in [0, 1]
 * @param ngrams {@code ngrams}: limits for sequences of words, of which up to four words the most frequent counts, from five on every repeated one
 */
public record MassiveWebRepetitionConfig(
        boolean skipParagraph,
        double maxLineFraction,
        double maxParagraphFraction,
        double maxLineCharFraction,
        double maxParagraphCharFraction,
        List<NgramLimit> ngrams)
        implements RuleFactory, Serializable {
    public MassiveWebRepetitionConfig {
        if (!(maxLineFraction >= 0 && maxLineFraction <= 1)) {
            throw new IllegalArgumentException("max-line-fraction must be in [0, 1] but is " + maxLineFraction);
        }
        if (!(maxParagraphFraction >= 0 && maxParagraphFraction <= 1)) {
            throw new IllegalArgumentException(
                    "max-paragraph-fraction must be in [0, 1] but is " + maxParagraphFraction);
        }
        if (!(maxLineCharFraction >= 0 && maxLineCharFraction <= 1)) {
            throw new IllegalArgumentException(
                    "max-line-char-fraction must be in [0, 1] but is " + maxLineCharFraction);
        }
        if (!(maxParagraphCharFraction >= 0 && maxParagraphCharFraction <= 1)) {
            throw new IllegalArgumentException(
                    "max-paragraph-char-fraction must be in [0, 1] but is " + maxParagraphCharFraction);
        }
        ngrams = List.copyOf(ngrams);
    }

    @Override
    public Rule create(ResourceReader resources) {
        return new WebRepetitionRule(limits(), ngrams);
    }

    private List<Limit> limits() {
        List<Limit> limits = new ArrayList<>();
        limits.add(Limit.atMost(WebRepetitionRule.LINES, maxLineFraction));
        if (!skipParagraph) {
            limits.add(Limit.atMost(WebRepetitionRule.PARAGRAPHS, maxParagraphFraction));
        }
        limits.add(Limit.atMost(WebRepetitionRule.LINE_CHARACTERS, maxLineCharFraction));
        if (!skipParagraph) {
            limits.add(Limit.atMost(WebRepetitionRule.PARAGRAPH_CHARACTERS, maxParagraphCharFraction));
        }
        ngrams.forEach(ngram -> limits.add(Limit.atMost(WebRepetitionRule.signal(ngram.n()), ngram.maxFraction())));
        return limits;
    }
}
