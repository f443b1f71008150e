package io.bloomery.data.language;

import io.bloomery.data.document.Document;
import io.bloomery.data.normalize.UnicodeForm;
import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Names the language of a text.
 *
 * <p>Looks at the first {@value #MAX_CHARACTERS} characters. Texts of fewer than {@value #MIN_LETTERS} letters are
 * undetermined. Simplified and traditional Chinese are both {@code zh}.
 */
public final class LanguageIdentifier {

    static final int MAX_CHARACTERS = 20_000;
    static final int MIN_LETTERS = 15;

    private static final double KANA_SHARE = 0.05; // Japanese prose has far more kana, Chinese has next to none

    private static final TrigramModel LATIN = TrigramModel.of(
            "en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "da", "no", "fi", "cs", "hu", "ro", "tr", "vi", "id");
    private static final TrigramModel CYRILLIC = TrigramModel.of("ru", "uk", "bg");

    /** Scripts that one language dominates, and that language. */
    private static final Map<UnicodeScript, String> BY_SCRIPT = Map.ofEntries(
            Map.entry(UnicodeScript.HANGUL, "ko"),
            Map.entry(UnicodeScript.GREEK, "el"),
            Map.entry(UnicodeScript.HEBREW, "he"),
            Map.entry(UnicodeScript.THAI, "th"),
            Map.entry(UnicodeScript.DEVANAGARI, "hi"),
            Map.entry(UnicodeScript.BENGALI, "bn"),
            Map.entry(UnicodeScript.TAMIL, "ta"),
            Map.entry(UnicodeScript.TELUGU, "te"),
            Map.entry(UnicodeScript.GUJARATI, "gu"),
            Map.entry(UnicodeScript.KANNADA, "kn"),
            Map.entry(UnicodeScript.MALAYALAM, "ml"),
            Map.entry(UnicodeScript.GURMUKHI, "pa"),
            Map.entry(UnicodeScript.SINHALA, "si"),
            Map.entry(UnicodeScript.ARMENIAN, "hy"),
            Map.entry(UnicodeScript.GEORGIAN, "ka"),
            Map.entry(UnicodeScript.KHMER, "km"),
            Map.entry(UnicodeScript.LAO, "lo"),
            Map.entry(UnicodeScript.MYANMAR, "my"),
            Map.entry(UnicodeScript.TIBETAN, "bo"),
            Map.entry(UnicodeScript.ETHIOPIC, "am"));

    private LanguageIdentifier() {}

    /** Every language that can be named, by code. */
    public static SortedSet<String> languages() {
        SortedSet<String> languages = new TreeSet<>(BY_SCRIPT.values());
        languages.addAll(LATIN.languages());
        languages.addAll(CYRILLIC.languages());
        languages.addAll(List.of("zh", "ja", "ar", "fa", "ur"));
        return languages;
    }

    /** The likeliest language of a text. */
    public static Guess identify(String text) {
        String start = UnicodeForm.NFC.of(text.substring(0, Math.min(text.length(), MAX_CHARACTERS)));
        Scripts scripts = new Scripts(start);
        if (scripts.total() < MIN_LETTERS) {
            return new Guess(Document.UNKNOWN_LANGUAGE, 0);
        }
        int kana = scripts.count(UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA);
        int eastAsian = kana + scripts.count(UnicodeScript.HAN);
        if (eastAsian * 2L >= scripts.total()) {
            return new Guess(kana > eastAsian * KANA_SHARE ? "ja" : "zh", (double) eastAsian / scripts.total());
        }
        return ofScript(start, scripts);
    }

    private static Guess ofScript(String text, Scripts scripts) {
        UnicodeScript script = scripts.dominant();
        double share = (double) scripts.count(script) / scripts.total();
        return switch (script) {
            case LATIN -> scaled(LATIN.guess(text), share);
            case CYRILLIC -> scaled(CYRILLIC.guess(text), share);
            case ARABIC -> new Guess(ofArabicScript(text), share);
            default ->
                BY_SCRIPT.containsKey(script)
                        ? new Guess(BY_SCRIPT.get(script), share)
                        : new Guess(Document.UNKNOWN_LANGUAGE, 0);
        };
    }

    private static Guess scaled(Guess guess, double share) {
        return guess.score() == 0
                ? new Guess(Document.UNKNOWN_LANGUAGE, 0)
                : new Guess(guess.language(), guess.score() * share);
    }

    /** Urdu and Persian have letters that Arabic lacks; Urdu some that Persian lacks. */
    private static String ofArabicScript(String text) {
        long urdu = text.chars()
                .filter(letter -> "\u0679\u0688\u0691\u06D2\u06BA\u06BE".indexOf(letter) >= 0)
                .count();
        long persian = text.chars()
                .filter(letter -> "\u067E\u0686\u0698\u06AF\u06CC\u06A9".indexOf(letter) >= 0)
                .count();
        long arabic = text.chars()
                .filter(letter -> "\u0629\u0649\u064A\u0643\u0623\u0625".indexOf(letter) >= 0)
                .count();
        if (urdu > 0 && urdu + persian > arabic) {
            return "ur";
        }
        return persian > arabic ? "fa" : "ar";
    }
}
