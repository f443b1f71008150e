package io.bloomery.data.filter.nemo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bloomery.data.segment.PythonText;
import io.bloomery.data.step.ResourceReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Serializable;
import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Share of a text's characters that belong to its language (NLLB team 2022, appendix).
 *
 * <p>The peer downloads histograms of fairseq's M2M-100. A user's copy of one is read from its path; without one, characters
 * belong to a language if their script does, or if they are common to all scripts.
 */
final class Histogram implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int END = ']';

    private final Alphabet alphabet;

    private Histogram(Alphabet alphabet) {
        this.alphabet = alphabet;
    }

    /** The histogram of a file. */
    static Histogram listed(String path, ResourceReader resources) throws IOException {
        return new Histogram(new Listed(read(path, resources)));
    }

    /** The characters of the scripts that a language is written in. */
    static Histogram ofLanguage(String language) {
        return new Histogram(new Scripts(scripts(language)));
    }

    /** Characters of the alphabet, not counting white space at the ends of the text, over all characters. */
    double share(String text) {
        long known = PythonText.strip(text).codePoints().filter(alphabet::has).count();
        return text.isEmpty() ? 0 : (double) known / PythonText.length(text);
    }

    private static Set<Integer> read(String path, ResourceReader resources) throws IOException {
        Set<Integer> characters = new HashSet<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(resources.open(path), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isEmpty() && line.codePointAt(0) == END) {
                    break;
                }
                characters.add(line.isEmpty() ? '\n' : line.codePointAt(0));
            }
        }
        return characters;
    }

    private static EnumSet<UnicodeScript> scripts(String language) {
        return switch (language.toLowerCase(Locale.ROOT)) {
            case "zh" -> EnumSet.of(UnicodeScript.HAN, UnicodeScript.BOPOMOFO);
            case "ja" -> EnumSet.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA);
            case "ko" -> EnumSet.of(UnicodeScript.HANGUL, UnicodeScript.HAN);
            case "ru", "uk", "be", "bg", "mk", "kk", "ky", "mn", "tg" -> EnumSet.of(UnicodeScript.CYRILLIC);
            case "sr" -> EnumSet.of(UnicodeScript.CYRILLIC, UnicodeScript.LATIN);
            case "el" -> EnumSet.of(UnicodeScript.GREEK);
            case "ar", "fa", "ur", "ps", "sd", "ug" -> EnumSet.of(UnicodeScript.ARABIC);
            case "he", "yi" -> EnumSet.of(UnicodeScript.HEBREW);
            case "hi", "mr", "ne", "sa" -> EnumSet.of(UnicodeScript.DEVANAGARI);
            case "bn", "as" -> EnumSet.of(UnicodeScript.BENGALI);
            case "ta" -> EnumSet.of(UnicodeScript.TAMIL);
            case "te" -> EnumSet.of(UnicodeScript.TELUGU);
            case "kn" -> EnumSet.of(UnicodeScript.KANNADA);
            case "ml" -> EnumSet.of(UnicodeScript.MALAYALAM);
            case "gu" -> EnumSet.of(UnicodeScript.GUJARATI);
            case "pa" -> EnumSet.of(UnicodeScript.GURMUKHI);
            case "or" -> EnumSet.of(UnicodeScript.ORIYA);
            case "si" -> EnumSet.of(UnicodeScript.SINHALA);
            case "th" -> EnumSet.of(UnicodeScript.THAI);
            case "lo" -> EnumSet.of(UnicodeScript.LAO);
            case "km" -> EnumSet.of(UnicodeScript.KHMER);
            case "my" -> EnumSet.of(UnicodeScript.MYANMAR);
            case "ka" -> EnumSet.of(UnicodeScript.GEORGIAN);
            case "hy" -> EnumSet.of(UnicodeScript.ARMENIAN);
            case "am", "ti" -> EnumSet.of(UnicodeScript.ETHIOPIC);
            default -> EnumSet.of(UnicodeScript.LATIN);
        };
    }

    private interface Alphabet extends Serializable {

        boolean has(int codePoint);
    }

    private record Listed(Set<Integer> characters) implements Alphabet {

        @Override
        public boolean has(int codePoint) {
            return characters.contains(codePoint);
        }
    }

    private record Scripts(EnumSet<UnicodeScript> scripts) implements Alphabet {

        @Override
        public boolean has(int codePoint) {
            UnicodeScript script = UnicodeScript.of(codePoint);
            return script == UnicodeScript.COMMON || script == UnicodeScript.INHERITED || scripts.contains(script);
        }
    }
}
