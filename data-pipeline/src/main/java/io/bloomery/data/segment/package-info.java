/**
 * What a character, a word, a line, a sentence and a paragraph are, for the rules that count them.
 *
 * <p>The peers disagree about each of these, so each meaning has a name of its own here. No rule and no limit lives here.
 */
package io.bloomery.data.segment;
