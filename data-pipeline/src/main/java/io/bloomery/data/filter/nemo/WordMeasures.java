package io.bloomery.data.filter.nemo;

import io.bloomery.data.segment.PythonText;
import java.util.List;
import java.util.Set;

/** Numbers of the words of a text. */
final class WordMeasures {

    private static final Set<String> ELLIPSES =
            Set.of("...", "[...]", "…", "(...)", "[…]", "-»", "read more..", "read more");
    private static final Set<String> COMMON = Set.of("the", "be", "to", "of", "and", "that", "have", "with");

    private WordMeasures() {}

    /** Words that are an ellipsis, or of whose characters more than half start a run of hash signs, over all words. */
    static double symbolShare(List<String> words) {
        return share(words.stream().filter(WordMeasures::isSymbol).count(), words.size(), 1);
    }

    /** Words with a letter over all words. */
    static double alphabeticShare(List<String> words) {
        long alphabetic = words.stream()
                .filter(word -> word.codePoints().anyMatch(Character::isAlphabetic))
                .count();
        return share(alphabetic, words.size(), 0);
    }

    /** Occurrences of common English words in lower case. */
    static double commonWords(List<String> words) {
        return words.stream().filter(COMMON::contains).count();
    }

    /** Characters a word; 0 if there is no word. */
    static double meanLength(List<String> words) {
        return words.stream().mapToInt(PythonText::length).average().orElse(0);
    }

    /** Characters in the longest word; more than any limit if there is no word. */
    static double longest(List<String> words) {
        return words.isEmpty()
                ? Integer.MAX_VALUE
                : words.stream().mapToInt(PythonText::length).max().getAsInt();
    }

    private static boolean isSymbol(String word) {
        return ELLIPSES.contains(word) || runsOfHashes(word) > 0.5 * PythonText.length(word);
    }

    private static int runsOfHashes(String word) {
        int runs = 0;
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) == '#' && (i == 0 || word.charAt(i - 1) != '#')) {
                runs++;
            }
        }
        return runs;
    }

    private static double share(long part, int whole, double ofNothing) {
        return whole == 0 ? ofNothing : (double) part / whole;
    }
}
