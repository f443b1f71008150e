package io.bloomery.data.filter.multilingual;

import io.bloomery.data.step.View;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What the rules mean by a line and a paragraph: blank ones do not count, and spaces at the ends do not either. */
final class Lines {

    /** The lines of a draft. */
    static final View<List<String>> VIEW = draft -> of(draft.text());

    /** The paragraphs of a draft. */
    static final View<List<String>> PARAGRAPHS = draft -> paragraphs(draft.text());

    private static final Pattern PARAGRAPH_BREAK = Pattern.compile("\n\\s*\n");

    private Lines() {}

    /** The lines of a text, stripped, without blank ones. */
    static List<String> of(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    /** The parts of a text between blank lines, stripped, without empty ones. */
    static List<String> paragraphs(String text) {
        return PARAGRAPH_BREAK
                .splitAsStream(text)
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** Second and later copies over all parts; 0 when there are none. */
    static double repeatedFraction(List<String> parts) {
        return parts.isEmpty() ? 0 : (double) (parts.size() - new HashSet<>(parts).size()) / parts.size();
    }

    /** Characters in second and later copies over the characters of all parts; 0 when there are none. */
    static double repeatedCharacterFraction(List<String> parts) {
        Set<String> seen = new HashSet<>();
        long all = 0;
        long repeated = 0;
        for (String part : parts) {
            all += part.length();
            if (!seen.add(part)) {
                repeated += part.length();
            }
        }
        return all == 0 ? 0 : (double) repeated / all;
    }
}
