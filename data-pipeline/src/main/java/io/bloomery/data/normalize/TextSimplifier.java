package io.bloomery.data.normalize;

import io.bloomery.data.segment.PythonText;
import java.util.BitSet;
import java.util.Locale;
import java.util.regex.Pattern;

/** Brings texts that differ in little to one form before they are compared, as datatrove does; linear time. */
public final class TextSimplifier {

    private static final Pattern NUMBER = Pattern.compile("\\p{Nd}++(?:[.,،٫⎖⎗⎘]\\p{Nd}++)?");
    private static final Pattern WEEKDAY = Pattern.compile("(?:mon|tues|wednes|thurs|fri|satur|sun)day");
    private static final Pattern MONTH =
            Pattern.compile("january|february|march|april|may|june|july|august|september|october|november|december");
    private static final BitSet PUNCTUATION = punctuation();

    private final SimplifyConfig config;

    public TextSimplifier(SimplifyConfig config) {
        this.config = config;
    }

    /** The text in its simple form. */
    public String simplify(String text) {
        String simple = config.lowercase() ? text.toLowerCase(Locale.ROOT) : text;
        simple = config.normNumbers() ? NUMBER.matcher(simple).replaceAll("0") : simple;
        simple = config.normWeekdays() ? WEEKDAY.matcher(simple).replaceAll("WEEKDAY") : simple;
        simple = config.normMonthnames() ? MONTH.matcher(simple).replaceAll("MONTH") : simple;
        simple = config.removePunctuation() ? withoutPunctuation(simple) : simple;
        simple = config.normWhitespace() ? String.join(" ", PythonText.words(simple)) : simple;
        simple = config.normUnicodeDiacritics() ? withoutAccents(simple) : simple;
        return PythonText.strip(simple);
    }

    /** The text decomposed, without marks that take no room (category Mn). */
    static String withoutAccents(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        UnicodeForm.NFD
                .of(text)
                .codePoints()
                .filter(character -> Character.getType(character) != Character.NON_SPACING_MARK)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static String withoutPunctuation(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints()
                .map(character -> PUNCTUATION.get(character) ? ' ' : character)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static BitSet punctuation() {
        BitSet characters = new BitSet();
        for (String line : ResourceLines.of("datatrove-punctuation.txt")) {
            String[] range = line.split(" ", 2);
            characters.set(Integer.parseInt(range[0], 16), Integer.parseInt(range[1], 16) + 1);
        }
        return characters;
    }
}
