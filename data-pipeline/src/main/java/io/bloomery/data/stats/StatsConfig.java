package io.bloomery.data.stats;

import java.io.Serializable;
import java.util.List;

/**
 * HOCON: {@code clean.rules.stats.settings}; lengths in characters, up to which a part counts as short, and from which on
 * it counts as long.
 *
 * @param shortLine {@code short-line}
 * @param longLine {@code long-line}
 * @param shortParagraph {@code short-paragraph}
 * @param longParagraph {@code long-paragraph}
 * @param shortSentence {@code short-sentence}
 * @param longSentence {@code long-sentence}
 * @param shortWord {@code short-word}
 * @param longWord {@code long-word}
 * @param stopWords {@code stop-words}: counted by case
 * @param contaminationWords {@code contamination-words}: in small letters, without accents and punctuation
 */
public record StatsConfig(
        int shortLine,
        int longLine,
        int shortParagraph,
        int longParagraph,
        int shortSentence,
        int longSentence,
        int shortWord,
        int longWord,
        List<String> stopWords,
        List<String> contaminationWords)
        implements Serializable {

    public StatsConfig {
        stopWords = List.copyOf(stopWords);
        contaminationWords = List.copyOf(contaminationWords);
        if (shortLine < 0 || shortParagraph < 0 || shortSentence < 0 || shortWord < 0) {
            throw new IllegalArgumentException(
                    "short-line, -paragraph, -sentence and -word must not be negative but are "
                            + List.of(shortLine, shortParagraph, shortSentence, shortWord));
        }
    }
}
