package io.bloomery.data.normalize;

import java.io.Serializable;

/**
 * What {@link TextSimplifier} does to a text, in this order.
 *
 * @param lowercase {@code lowercase}: whether letters become lower case
 * @param normNumbers {@code norm-numbers}: whether every number becomes 0
 * @param normWeekdays {@code norm-weekdays}: whether English names of days become WEEKDAY
 * @param normMonthnames {@code norm-monthnames}: whether English names of months become MONTH
 * @param removePunctuation {@code remove-punctuation}: whether punctuation becomes spaces
 * @param normWhitespace {@code norm-whitespace}: whether every run of white space becomes one space
 * @param normUnicodeDiacritics {@code norm-unicode-diacritics}: whether letters lose their accents
 */
public record SimplifyConfig(
        boolean lowercase,
        boolean normNumbers,
        boolean normWeekdays,
        boolean normMonthnames,
        boolean removePunctuation,
        boolean normWhitespace,
        boolean normUnicodeDiacritics)
        implements Serializable {}
