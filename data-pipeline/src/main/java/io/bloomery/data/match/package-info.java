/**
 * Finding many given words in a text at once, in linear time.
 *
 * <p>What the words are, and what it means that a text has one, is for the rules that use this.
 */
package io.bloomery.data.match;
