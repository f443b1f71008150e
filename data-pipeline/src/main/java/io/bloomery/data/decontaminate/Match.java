package io.bloomery.data.decontaminate;

/**
 * A run of words that a text shares with an evaluation item.
 *
 * @param set of the item
 * @param item its id
 * @param ngram the words, as they are compared
 * @param place number of its first word in the text
 */
record Match(String set, String item, String ngram, int place) {}
