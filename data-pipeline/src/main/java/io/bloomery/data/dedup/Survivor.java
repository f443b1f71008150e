package io.bloomery.data.dedup;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.Comparator;

/**
 * A document that may stand for its cluster; the least in natural order does.
 *
 * <p>The policy: the longest text survives, for it lost least; of equally long ones the one with the smallest id, so
 * that the choice does not depend on where documents lie.
 *
 * @param id id of the document
 * @param length characters of its text, in UTF-16 units
 */
public record Survivor(String id, int length) implements Comparable<Survivor>, Serializable {

    private static final Comparator<Survivor> POLICY =
            Comparator.comparingInt(Survivor::length).reversed().thenComparing(Survivor::id);

    public Survivor {
        requireNonNull(id, "id");
    }

    @Override
    public int compareTo(Survivor other) {
        return POLICY.compare(this, other);
    }
}
