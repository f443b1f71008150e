package io.bloomery.model.kernel.cuda;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Which pages of main memory are locked for a card.
 *
 * <p>Only whole pages inside a buffer are, as neighbouring buffers may share those at its ends, and a page is locked once. A copy
 * must not reach from locked pages over others, so it is cut where they begin and end.
 */
final class PinnedPages {

    private static final long PAGE = 4096;

    private final NavigableMap<Long, Long> ends = new TreeMap<>(); // of locked stretches, by where they begin

    /** A stretch of main memory. */
    record Stretch(long address, long bytes) {}

    /** The whole pages of a buffer; of no bytes where it has none. */
    static Stretch inside(long address, long bytes) {
        long begin = (address + PAGE - 1) / PAGE * PAGE;
        long end = (address + bytes) / PAGE * PAGE;
        return new Stretch(begin, Math.max(0, end - begin));
    }

    void add(Stretch stretch) {
        ends.put(stretch.address, stretch.address + stretch.bytes);
    }

    /** Whether the stretch was locked, and is no longer. */
    boolean remove(Stretch stretch) {
        return ends.remove(stretch.address, stretch.address + stretch.bytes);
    }

    /** The stretches of a buffer, in their order, each of locked pages or of others alone. */
    List<Stretch> stretches(long address, long bytes) {
        List<Stretch> stretches = new ArrayList<>();
        long end = address + bytes;
        long next;
        for (long at = address; at < end; at = next) {
            Map.Entry<Long, Long> before = ends.floorEntry(at);
            if (before != null && before.getValue() > at) {
                next = Math.min(end, before.getValue());
            } else {
                Long following = ends.higherKey(at);
                next = following == null ? end : Math.min(end, following);
            }
            stretches.add(new Stretch(at, next - at));
        }
        return stretches;
    }
}
