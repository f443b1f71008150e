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
 */
record PatternFinder(Pattern pattern, Check check) implements Finder {

    /** Start of a pattern that begins at the edge of a token, and its end; letters of other scripts do not join it. */
    static final String TOKEN_START = "(?<![0-9A-Za-z_])";

    static final String TOKEN_END = "(?![0-9A-Za-z_])";

    /** Whether a match is what it looks like. */
    @FunctionalInterface
    interface Check extends Serializable {
        boolean accepts(String match);
    }

    @Override
    public List<Span> find(String text) {
        List<Span> spans = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            if (check.accepts(matcher.group())) {
                spans.add(new Span(matcher.start(), matcher.end()));
            }
        }
        return spans;
    }
}
