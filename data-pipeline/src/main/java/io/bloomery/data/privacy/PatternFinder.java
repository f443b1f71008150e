package io.bloomery.data.privacy;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what a pattern matches and a check accepts; what the check refuses is passed over as a whole.
 *
 * @param pattern a pattern whose matches are of bounded length, so that no text makes it slow
 * @param start which characters a match can begin with; the pattern is tried nowhere else
 * @param check whether a match counts
 */
record PatternFinder(Pattern pattern, Start start, Check check) implements Finder {

    /** Most kinds of numbers begin with a digit. */
    static final Start DIGIT = c -> c >= '0' && c <= '9';

    /** Start of a pattern that begins at the edge of a token, and its end; letters of other scripts do not join it. */
    static final String TOKEN_START = "(?<![0-9A-Za-z_])";

    static final String TOKEN_END = "(?![0-9A-Za-z_])";

    /** Whether a match is what it looks like. */
    @FunctionalInterface
    interface Check extends Serializable {
        boolean accepts(String match);
    }

    /** Whether a match can begin with a character. */
    @FunctionalInterface
    interface Start extends Serializable {
        boolean canBe(char c);
    }

    @Override
    public List<Span> find(String text) {
        List<Span> spans = new ArrayList<>();
        Matcher matcher = pattern.matcher(text).useTransparentBounds(true);
        int i = 0;
        while (i < text.length()) {
            if (start.canBe(text.charAt(i)) && matcher.region(i, text.length()).lookingAt()) {
                if (check.accepts(matcher.group())) {
                    spans.add(new Span(i, matcher.end()));
                }
                i = matcher.end();
            } else {
                i++;
            }
        }
        return spans;
    }
}
