package io.bloomery.data.dedup.passage;

/**
 * A part of a text that is compared with parts of other texts.
 *
 * @param number of the part in its text, from 0; parts that are not compared count, too
 * @param key the same for parts that say the same
 */
public record Passage(int number, long key) {}
