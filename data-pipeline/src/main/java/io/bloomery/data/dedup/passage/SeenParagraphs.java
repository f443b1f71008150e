package io.bloomery.data.dedup.passage;

import static java.util.Objects.requireNonNull;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.bloomery.data.dedup.BloomFilter;
import io.bloomery.data.segment.UnicodeWords;
import java.util.ArrayList;
import java.util.List;

/**
 * Paragraphs that were said in the texts read before or earlier in the same text, after the deduper of Dolma.
 *
 * <p>With {@code shingle-words}, a paragraph counts by the share of its runs of words that were said before; one with
 * fewer than two runs is compared as a whole. One reader at a time; what is found depends on which texts were read before,
 * not on their order. Unlike Dolma, a paragraph's separator belongs to it at the end of a text, too.
 */
public final class SeenParagraphs {

    private static final Hasher64 HASHER = Hashing.xxh3_64();

    private final ParagraphsConfig config;
    private final BloomFilter filter;

    public SeenParagraphs(ParagraphsConfig config, BloomFilter filter) {
        this.config = requireNonNull(config, "config");
        this.filter = requireNonNull(filter, "filter");
    }

    /** The paragraphs of a text that were said before, in order. */
    public List<SeenSpan> read(String text) {
        List<SeenSpan> seen = new ArrayList<>();
        int start = 0;
        while (start >= 0 && !text.isEmpty()) {
            int found = text.indexOf(config.separator(), start);
            int textEnd = found < 0 ? text.length() : found;
            int end = found < 0 ? text.length() : found + config.separator().length();
            String paragraph = text.substring(start, textEnd);
            if (isCompared(paragraph, end)) {
                double share = config.shingleWords() == 0 ? seen(wholeKey(paragraph)) : seenByRuns(paragraph);
                if (share >= (config.shingleWords() == 0 ? 1 : config.minSeen())) {
                    seen.add(new SeenSpan(start, end, share));
                }
            }
            start = found < 0 ? -1 : end;
        }
        return seen;
    }

    /** A text without its paragraphs that were said before. */
    public String readAndCut(String text) {
        StringBuilder left = new StringBuilder();
        int from = 0;
        for (SeenSpan span : read(text)) {
            left.append(text, from, span.start());
            from = span.end();
        }
        return from == 0 ? text : left.append(text, from, text.length()).toString();
    }

    private boolean isCompared(String paragraph, int end) {
        return end >= config.minLength()
                && (config.minWords() == 0 || words(paragraph).size() >= config.minWords())
                && !(config.minWords() == 0 && config.skipEmpty() && paragraph.isBlank());
    }

    private double seenByRuns(String paragraph) {
        List<String> words = words(paragraph);
        int length = config.shingleWords();
        int runs = 0;
        int seen = 0;
        int last = 0;
        for (int start = 0; start + length <= words.size(); start++) {
            if (last == 0 || start - last >= config.stride()) {
                last = start;
                runs++;
                seen += (int) seen(runKey(words.subList(start, start + length)));
            }
        }
        if (runs < 2 && !config.skipShort()) {
            return seen(wholeKey(paragraph));
        }
        return runs == 0 ? -1 : (double) seen / runs;
    }

    private double seen(long key) {
        boolean known = filter.mayContain(key);
        filter.add(key);
        return known ? 1 : 0;
    }

    private static long wholeKey(String paragraph) {
        return HASHER.hashLongLongToLong(0, HASHER.hashCharsToLong(paragraph));
    }

    private static long runKey(List<String> words) {
        long key = words.size();
        for (String word : words) {
            key = HASHER.hashLongLongToLong(key, HASHER.hashCharsToLong(word));
        }
        return key;
    }

    /** What lies between word boundaries and is not white space, so punctuation marks are words of their own. */
    private static List<String> words(String paragraph) {
        return UnicodeWords.of(paragraph).stream()
                .filter(word -> !word.isBlank())
                .toList();
    }
}
