package io.bloomery.data.dedup;

import io.bloomery.data.dedup.Pairs.Pair;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Pairs each member of a large bucket with those that came just before it, so that a bucket of any size takes time in its
 * members and memory for {@value #REACH} of them. Buckets come one after the other. Not for use by several threads.
 */
public final class NeighbourPairs {

    /** With how many of its predecessors a member is paired. */
    public static final int REACH = 8;

    private final Deque<String> before = new ArrayDeque<>();
    private long bucket;

    /** The pairs of the next member of a bucket, the smaller id first; none where its bucket is a new one. */
    public List<Pair> next(long key, String id) {
        if (key != bucket) {
            bucket = key;
            before.clear();
        }
        List<Pair> pairs = before.stream().map(other -> pair(other, id)).toList();
        before.addLast(id);
        if (before.size() > REACH) {
            before.removeFirst();
        }
        return pairs;
    }

    private static Pair pair(String one, String other) {
        return one.compareTo(other) < 0 ? new Pair(one, other) : new Pair(other, one);
    }
}
