package io.bloomery.data.dedup.passage;

import java.io.Serializable;
import java.util.BitSet;
import java.util.List;

/** A way to divide texts into passages, and to cut those that occur elsewhere. */
public interface Passages extends Serializable {

    /**
     * The passages of a text that are compared, in order.
     *
     * @param language ISO 639-1 code, or {@code und}
     */
    List<Passage> of(String text, String language);

    /** What is left of a text without the passages of these numbers; empty where nothing worth keeping is. */
    String without(String text, String language, BitSet duplicates);
}
