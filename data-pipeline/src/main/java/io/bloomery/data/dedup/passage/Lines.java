package io.bloomery.data.dedup.passage;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Lines, compared as cc_net compares them: stripped, in lower case, digits as 0, without typographic punctuation and
 * control characters. Blank lines are all the same line, so all but the first go.
 */
public record Lines(LinesConfig config) implements Passages {

    private static final Hasher64 HASHER = Hashing.xxh3_64();

    /** What cc_net takes for punctuation; ASCII is not in it. */
    private static final String PUNCTUATION = "，。、„”“«»１」「《》´∶：？！（）；–—．～’…━〈〉【】％►";

    @Override
    public List<Passage> of(String text, String language) {
        List<Passage> passages = new ArrayList<>();
        for (String line : lines(text)) {
            passages.add(new Passage(passages.size(), HASHER.hashCharsToLong(normalized(line))));
        }
        return passages;
    }

    @Override
    public String without(String text, String language, BitSet duplicates) {
        List<String> lines = lines(text);
        String left = duplicates.stream().allMatch(number -> number >= lines.size())
                ? text
                : keptLines(lines.size(), duplicates).stream().map(lines::get).collect(Collectors.joining("\n"));
        return left.length() < config.minLength() && !left.equals(text) ? "" : left;
    }

    /** The numbers of the lines that stay. */
    public static List<Integer> keptLines(int lines, BitSet duplicates) {
        List<Integer> kept = new ArrayList<>();
        for (int i = duplicates.nextClearBit(0); i < lines; i = duplicates.nextClearBit(i + 1)) {
            kept.add(i);
        }
        return kept;
    }

    /** The lines of a text as cc_net counts them: between line feeds, one more than there are of these. */
    public static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            lines.add(text.substring(start, end));
            start = end + 1;
        }
        lines.add(text.substring(start));
        return lines;
    }

    /** A line as it is compared. */
    public static String normalized(String line) {
        String lower = line.strip().toLowerCase(Locale.ROOT);
        StringBuilder normalized = new StringBuilder(lower.length());
        lower.codePoints()
                .filter(c -> !Character.isISOControl(c) && PUNCTUATION.indexOf(c) < 0)
                .map(c -> Character.isDigit(c) ? '0' : c)
                .forEach(normalized::appendCodePoint);
        return normalized.toString();
    }
}
