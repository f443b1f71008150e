package io.bloomery.data.filter.dclm;

import com.google.re2j.Pattern;
import io.bloomery.data.match.WordSearch;
import io.bloomery.data.segment.PythonCharacters;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * Finds out whether a text has one of many banned parts; in linear time, whatever the parts are.
 *
 * <p>Parts are regular expressions, as in the peer. Where none of them uses a character of that syntax they are looked for
 * as they are, all at once, and the edges of words are those of Unicode; otherwise those of ASCII.
 */
final class BannedText implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final String SYNTAX = "\\^$.|?*+()[]";

    private final Location location;
    private final boolean caseSensitive;
    private final boolean exactWord;
    private final WordSearch words;
    private final Pattern pattern;

    BannedText(List<String> parts, Location location, boolean caseSensitive, boolean exactWord) {
        this.location = location;
        this.caseSensitive = caseSensitive;
        this.exactWord = exactWord;
        List<String> cased = caseSensitive
                ? parts
                : parts.stream().map(part -> part.toLowerCase(Locale.ROOT)).toList();
        boolean plain = cased.stream().allMatch(BannedText::isPlain);
        this.words = WordSearch.of(plain ? cased : List.of());
        this.pattern = Pattern.compile(plain ? "" : expression(cased, location, exactWord));
    }

    boolean isIn(String text) {
        String cased = caseSensitive ? text : text.toLowerCase(Locale.ROOT);
        return pattern.pattern().isEmpty()
                ? words.find(cased, (start, end) -> isPlaced(cased, start, end))
                : pattern.matcher(cased).find();
    }

    private boolean isPlaced(String text, int start, int end) {
        boolean atStart = location != Location.PREFIX || start == 0;
        boolean atEnd = location != Location.SUFFIX || text.substring(end).equals("\n") || end == text.length();
        return atStart && atEnd && (!exactWord || (isEdge(text, start) && isEdge(text, end)));
    }

    /** Whether a word starts or ends here. */
    private static boolean isEdge(String text, int at) {
        boolean before = at > 0 && PythonCharacters.isWordCharacter(text.codePointBefore(at));
        boolean after = at < text.length() && PythonCharacters.isWordCharacter(text.codePointAt(at));
        return before != after;
    }

    private static boolean isPlain(String part) {
        return part.chars().noneMatch(character -> SYNTAX.indexOf(character) >= 0);
    }

    private static String expression(List<String> parts, Location location, boolean exactWord) {
        String any = "(?:" + String.join("|", parts) + ")";
        String edged = exactWord ? "\\b" + any + "\\b" : any;
        return switch (location) {
            case PREFIX -> "^" + edged;
            case SUFFIX -> edged + "\n?\\z";
            case ANY -> edged;
        };
    }
}
