package io.bloomery.model.train;

import java.io.Serializable;
import java.util.List;

/**
 * What a worker holds in memory at once: ranges of rows, which it sees shuffled, each once.
 *
 * @param first the place in the worker's stream at which the window begins
 * @param ranges what is in it, in the order in which {@link #sequenceAt} counts
 * @param seed decides the order of the sequences
 */
public record Window(long first, List<RowRange> ranges, long seed) implements Serializable {

    public Window {
        ranges = List.copyOf(ranges);
        if (ranges.isEmpty()) {
            throw new IllegalArgumentException("a window without sequences");
        }
    }

    public long size() {
        return ranges.stream().mapToLong(RowRange::size).sum();
    }

    /** One after the last place of the window. */
    public long end() {
        return first + size();
    }

    /** Whether this place of the worker's stream lies in the window. */
    public boolean holds(long place) {
        return place >= first && place < end();
    }

    /**
     * Which sequence is seen at a place.
     *
     * @param place one that the window {@link #holds}
     * @return its number in the window, counted through the ranges from 0
     */
    public int sequenceAt(long place) {
        if (!holds(place)) {
            throw new IllegalArgumentException("place " + place + " is not from " + first + " to " + end());
        }
        return Math.toIntExact(new Permutation(size(), seed).elementAt(place - first));
    }
}
