package io.bloomery.data.filter.c4;

import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.c4.paragraph}.
 *
 * @param minParagraphs {@code min-paragraphs}: fewest lines
 * @param minParagraphLen {@code min-paragraph-len}: fewest characters of each of the three longest lines
 */
public record C4ParagraphConfig(int minParagraphs, int minParagraphLen) implements Serializable {

    public C4ParagraphConfig {
        if (minParagraphs < 0 || minParagraphLen < 0) {
            throw new IllegalArgumentException("min-paragraphs and min-paragraph-len must not be negative but are "
                    + minParagraphs + " and " + minParagraphLen);
        }
    }
}
