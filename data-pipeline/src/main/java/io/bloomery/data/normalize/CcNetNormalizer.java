package io.bloomery.data.normalize;

import io.bloomery.data.segment.PythonText;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import net.gcardone.junidecode.Junidecode;

/** The forms in which cc_net, and DCLM and text-dedup after it, compare lines and paragraphs; linear time. */
public final class CcNetNormalizer {

    private static final Pattern DIGIT = Pattern.compile("\\p{Nd}");
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f\\x7f-\\x9f]++");
    private static final Pattern NO_TEXT = Pattern.compile("[\\p{P}\\p{C}\\p{S}]++");
    private static final Map<Character, String> PUNCTUATION = punctuation();

    private CcNetNormalizer() {}

    /** What becomes of the punctuation marks that cc_net knows. */
    public enum Punctuation {
        KEPT,
        REPLACED,
        REMOVED
    }

    /** The form that cc_net's models see. */
    public static String normalize(
            String line, boolean accent, boolean lowerCase, boolean numbers, Punctuation punctuation) {
        String normal = PythonText.strip(line);
        normal = lowerCase ? normal.toLowerCase(Locale.ROOT) : normal;
        normal = accent ? TextSimplifier.withoutAccents(normal) : normal;
        normal = numbers ? DIGIT.matcher(normal).replaceAll("0") : normal;
        normal = switch (punctuation) {
            case KEPT -> normal;
            case REPLACED -> replacePunctuation(normal);
            case REMOVED -> removePunctuation(normal);
        };
        return CONTROL.matcher(normal).replaceAll("");
    }

    /** The form in which cc_net compares paragraphs. */
    public static String normalizeForDedup(String line) {
        return normalize(line, false, true, true, Punctuation.REMOVED);
    }

    /** The form in which DCLM compares lines: that of cc_net, transliterated to ASCII. */
    public static String transliterated(String line) {
        return Junidecode.unidecode(normalizeForDedup(line));
    }

    /** The form in which text-dedup compares texts: without any punctuation, symbol or control character. */
    public static String withoutSymbols(String line) {
        String normal = PythonText.strip(line).toLowerCase(Locale.ROOT);
        return NO_TEXT.matcher(DIGIT.matcher(normal).replaceAll("0")).replaceAll("");
    }

    /** Writes typographic and wide punctuation in ASCII. */
    public static String replacePunctuation(String text) {
        StringBuilder replaced = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            String replacement = PUNCTUATION.get(text.charAt(i));
            if (replacement == null) {
                replaced.append(text.charAt(i));
            } else {
                replaced.append(replacement);
            }
        }
        return replaced.toString();
    }

    /** Takes typographic and wide punctuation out. */
    public static String removePunctuation(String text) {
        StringBuilder left = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (!PUNCTUATION.containsKey(text.charAt(i))) {
                left.append(text.charAt(i));
            }
        }
        return left.toString();
    }

    private static Map<Character, String> punctuation() {
        Map<Character, String> replacements = new HashMap<>();
        for (String line : ResourceLines.of("cc-net-punctuation.txt")) {
            replacements.put(line.charAt(0), line.substring(2));
        }
        return replacements;
    }
}
