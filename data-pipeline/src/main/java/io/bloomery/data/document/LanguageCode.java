package io.bloomery.data.document;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The one code of a language: ISO 639-1 where it has one, else ISO 639-3, in lower case. */
public final class LanguageCode {

    private static final Pattern SUBTAG = Pattern.compile("[-_].*", Pattern.DOTALL);
    private static final Map<String, String> SHORT = shortCodes();

    private LanguageCode() {}

    /**
     * The code that a name stands for: ISO 639-1, -2 or -3, with or without script and region, as in {@code zh-CN},
     * {@code zho_Hans}, {@code chi} or {@code cmn}, which are all {@code zh}. What is none stays, in lower case.
     */
    public static String of(String name) {
        String plain = name.strip().toLowerCase(Locale.ROOT);
        String language = SUBTAG.matcher(plain).replaceFirst("");
        return SHORT.getOrDefault(language, language.length() == 2 || language.length() == 3 ? language : plain);
    }

    private static Map<String, String> shortCodes() {
        Map<String, String> codes = new HashMap<>();
        Arrays.stream(Locale.getISOLanguages())
                .forEach(code -> codes.put(Locale.forLanguageTag(code).getISO3Language(), code));
        // ISO 639-2/B, and the largest members of macrolanguages, by which identifiers name them
        codes.putAll(Map.of(
                "chi", "zh", "ger", "de", "fre", "fr", "dut", "nl", "gre", "el", "per", "fa", "cze", "cs", "rum",
                "ro"));
        codes.putAll(Map.of(
                "cmn", "zh", "arb", "ar", "pes", "fa", "ekk", "et", "lvs", "lv", "nob", "nb", "zsm", "ms", "swh",
                "sw"));
        codes.putAll(Map.of("iw", "he", "in", "id", "ji", "yi", "heb", "he", "ind", "id", "yid", "yi"));
        return Map.copyOf(codes);
    }
}
