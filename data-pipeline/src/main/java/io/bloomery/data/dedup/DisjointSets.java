package io.bloomery.data.dedup;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The connected components of a graph that fits in memory: every member gets the least it is connected with.
 *
 * <p>Union-find with path halving, the smaller root above the larger one, so that the answer depends on the edges only.
 *
 * @param <T> members
 */
public final class DisjointSets<T extends Comparable<T>> {

    private final Map<T, T> parents = new HashMap<>();

    /** Joins the components of two members. */
    public void join(T left, T right) {
        T a = least(left);
        T b = least(right);
        int order = a.compareTo(b);
        parents.put(order > 0 ? a : b, order > 0 ? b : a);
    }

    /** The least member of the component of one; itself where it was not joined with any. */
    public T least(T member) {
        T current = member;
        T parent = parents.computeIfAbsent(member, m -> m);
        while (!parent.equals(current)) {
            T grandparent = parents.get(parent);
            parents.put(current, grandparent);
            current = grandparent;
            parent = parents.get(current);
        }
        return current;
    }

    /** The least member of its component for each member, in their order. */
    public Map<T, T> components() {
        Map<T, T> components = new TreeMap<>();
        for (T member : parents.keySet().stream().toList()) {
            components.put(member, least(member));
        }
        return components;
    }
}
