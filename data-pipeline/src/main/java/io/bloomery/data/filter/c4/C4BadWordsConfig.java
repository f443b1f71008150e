package io.bloomery.data.filter.c4;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.List;

/**
 * HOCON: {@code clean.rules.c4.bad-words}.
 *
 * @param folder {@code folder}: where the lists lie, one file for each language, named by its code, one entry a line
 * @param languages {@code languages}: codes of the lists to read; texts of other languages are kept
 * @param keepFraction {@code keep-fraction}: share of the texts with an entry that is kept all the same, in [0, 1]
 * @param seed {@code seed}: decides which ones
 * @param defaultLanguage {@code default-language}: whose list judges texts of unknown language
 */
public record C4BadWordsConfig(
        String folder, List<String> languages, double keepFraction, long seed, String defaultLanguage)
        implements Serializable {

    public C4BadWordsConfig {
        requireNonNull(folder, "folder");
        requireNonNull(defaultLanguage, "default-language");
        languages = List.copyOf(languages);
        if (!(keepFraction >= 0 && keepFraction <= 1)) {
            throw new IllegalArgumentException("keep-fraction must be in [0, 1] but is " + keepFraction);
        }
    }
}
