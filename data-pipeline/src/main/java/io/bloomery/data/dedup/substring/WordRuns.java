package io.bloomery.data.dedup.substring;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * The runs of so many words of a text, and a few of them that stand for all.
 *
 * <p>Words are those of {@link WordSpans}, as they are. Two equal
 * runs of {@code length} words have an equal anchor in the same place (winnowing; Schleimer, Wilkerson and Aiken 2003:
 * the least hash of the shorter runs in it), so a corpus can first look for equal anchors, which are few, and then look
 * closely at the runs around those that occur twice. Takes O(characters x length / 2) time at most.
 */
public final class WordRuns {

    private static final Hasher64 HASHER = Hashing.xxh3_64();

    private final String text;
    private final int length;
    private final int[] starts;
    private final int[] ends;
    private final long[] words;

    /**
     * Divides a text.
     *
     * @param length words in a run
     */
    public WordRuns(String text, int length) {
        this.text = text;
        this.length = length;
        List<Interval> spans = WordSpans.of(text);
        this.starts = spans.stream().mapToInt(Interval::start).toArray();
        this.ends = spans.stream().mapToInt(Interval::end).toArray();
        this.words = spans.stream()
                .mapToLong(span -> HASHER.hashCharsToLong(text.substring(span.start(), span.end())))
                .toArray();
    }

    /** How many words the text has. */
    public int words() {
        return words.length;
    }

    /** The hashes that stand for all runs of the text, in ascending order of their places, without repeats of a place. */
    public long[] anchors() {
        return Arrays.stream(anchorPlaces())
                .mapToLong(place -> hash(place, anchorLength()))
                .toArray();
    }

    /** The places of the runs that hold an anchor that is among these, in order. */
    public BitSet placesAround(LongPredicate anchor) {
        BitSet places = new BitSet();
        for (int place : anchorPlaces()) {
            if (anchor.test(hash(place, anchorLength()))) {
                int first = Math.max(0, place - (length - anchorLength()));
                places.set(first, Math.min(place, words.length - length) + 1);
            }
        }
        return places;
    }

    /** The hash of the run that begins with a word. */
    public long run(int place) {
        return hash(place, length);
    }

    /** The text without these words. */
    public String without(BitSet coveredWords) {
        List<Interval> cut = new ArrayList<>();
        for (int from = coveredWords.nextSetBit(0); from >= 0 && from < words.length; ) {
            int until = Math.min(coveredWords.nextClearBit(from), words.length);
            int end = until < words.length ? starts[until] : ends[until - 1];
            cut.add(new Interval(starts[from], end));
            from = coveredWords.nextSetBit(until);
        }
        return cut.isEmpty() ? text : Intervals.without(text, cut).strip();
    }

    private int anchorLength() {
        return (length + 1) / 2;
    }

    /** In each run of full length the place of the least anchor, the last of equal ones; each place once. */
    private int[] anchorPlaces() {
        int window = length - anchorLength() + 1;
        int anchors = words.length - anchorLength() + 1;
        Deque<Integer> least = new ArrayDeque<>();
        long[] hashes = new long[Math.max(0, anchors)];
        int[] places = new int[Math.max(0, anchors)];
        int found = 0;
        for (int place = 0; place < anchors; place++) {
            hashes[place] = hash(place, anchorLength());
            while (!least.isEmpty() && hashes[least.peekLast()] >= hashes[place]) {
                least.pollLast();
            }
            least.addLast(place);
            if (least.peekFirst() <= place - window) {
                least.pollFirst();
            }
            if (place >= window - 1 && (found == 0 || places[found - 1] != least.peekFirst())) {
                places[found++] = least.peekFirst();
            }
        }
        return Arrays.copyOf(places, found);
    }

    private long hash(int place, int count) {
        long hash = count;
        for (int i = place; i < place + count; i++) {
            hash = HASHER.hashLongLongToLong(hash, words[i]);
        }
        return hash;
    }
}
