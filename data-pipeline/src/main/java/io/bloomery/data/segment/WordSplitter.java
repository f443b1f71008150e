package io.bloomery.data.segment;

/** Cuts a text into words; implementations are thread-safe and take any text in linear time. */
public interface WordSplitter {

    /** The words of a text in order; none is blank, none overlaps another. */
    Parts split(String text);
}
