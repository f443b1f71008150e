package io.bloomery.data.stats;

import io.bloomery.data.normalize.UnicodeForm;
import io.bloomery.data.segment.Characters;
import io.bloomery.data.segment.PythonText;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A text without what copies of it differ in, as datatrove compares texts: small letters, every number 0, no punctuation,
 * no accents, single blanks.
 */
final class SimplifiedText {

    private static final Pattern NUMBER = Pattern.compile("\\p{Nd}++(?:[.,\u060C\u066B\u2396\u2397\u2398]\\p{Nd}++)?");
    private static final Pattern MARK = Pattern.compile("\\p{Mn}++");

    private SimplifiedText() {}

    static String of(String text) {
        String numbered = NUMBER.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("0");
        StringBuilder spaced = new StringBuilder(numbered.length());
        numbered.codePoints()
                .map(codePoint -> Characters.isListedPunctuation(codePoint) ? ' ' : codePoint)
                .forEach(spaced::appendCodePoint);
        String plain = String.join(" ", PythonText.words(spaced.toString()));
        return PythonText.strip(MARK.matcher(UnicodeForm.NFD.of(plain)).replaceAll(""));
    }
}
