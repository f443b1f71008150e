package io.bloomery.data.dedup.substring;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/** Sets of intervals: merged, assigned to documents of a concatenation, and cut from texts; after text-dedup. */
public final class Intervals {

    private static final Comparator<Interval> BY_START_LONGEST_FIRST =
            Comparator.comparingInt(Interval::start).thenComparing(Interval::end, Comparator.reverseOrder());

    private Intervals() {}

    /** Intervals in order, overlaps resolved. */
    public static List<Interval> merged(Collection<Interval> intervals, Overlaps overlaps) {
        List<Interval> merged = new ArrayList<>();
        for (Interval interval :
                intervals.stream().distinct().sorted(BY_START_LONGEST_FIRST).toList()) {
            Interval last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last == null
                    || (overlaps == Overlaps.MERGED ? last.end() < interval.start() : last.end() < interval.end())) {
                merged.add(interval);
            } else if (overlaps == Overlaps.MERGED) {
                merged.set(merged.size() - 1, new Interval(last.start(), Math.max(last.end(), interval.end())));
            }
        }
        return merged;
    }

    /**
     * The parts of segments that lie in each document of a concatenation, counted from the start of the document.
     *
     * @param documents in order, not overlapping
     * @param segments in the order of the documents; the rest of one that goes beyond its document comes next
     */
    public static List<List<Interval>> inDocuments(List<Interval> documents, List<Interval> segments) {
        Deque<Interval> left = new ArrayDeque<>(segments);
        List<List<Interval>> found = new ArrayList<>();
        for (Interval document : documents) {
            List<Interval> inside = new ArrayList<>();
            boolean full = false;
            while (!full && !left.isEmpty() && left.peek().start() < document.end()) {
                Interval segment = left.poll();
                int start = Math.max(segment.start(), document.start());
                int end = Math.min(segment.end(), document.end());
                if (end > start) {
                    inside.add(new Interval(start - document.start(), end - document.start()));
                }
                if (segment.end() > document.end()) {
                    left.push(new Interval(document.end(), segment.end()));
                }
                full = segment.end() >= document.end();
            }
            found.add(inside);
        }
        return found;
    }

    /** A text without intervals of its UTF-8 bytes, which come in order; what is left of a cut character goes, too. */
    public static String withoutBytes(String text, List<Interval> intervals) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] left = new byte[bytes.length];
        int length = 0;
        int from = 0;
        for (Interval interval : intervals) {
            int until = Math.min(interval.start(), bytes.length);
            if (until > from) {
                System.arraycopy(bytes, from, left, length, until - from);
                length += until - from;
            }
            from = Math.max(from, Math.min(interval.end(), bytes.length));
        }
        System.arraycopy(bytes, from, left, length, bytes.length - from);
        length += bytes.length - from;
        return new String(left, 0, length, StandardCharsets.UTF_8).replace("\uFFFD", "");
    }

    /** A text without intervals of its characters in UTF-16 units, which come in order and do not overlap. */
    public static String without(String text, List<Interval> intervals) {
        StringBuilder left = new StringBuilder(text.length());
        int from = 0;
        for (Interval interval : intervals) {
            left.append(text, from, interval.start());
            from = interval.end();
        }
        return left.append(text, from, text.length()).toString();
    }
}
