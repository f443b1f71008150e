/**
 * The heuristic, repetition and, of those for code, textual filters of NeMo Curator and its text modifiers, with its meaning of words and lines.
 *
 * <p>Words stand between white space, a line is what stands between line feeds if it is not blank, a paragraph what stands
 * between two line feeds. Where the peer fails on an empty text, the text has the worst number there is.
 */
package io.bloomery.data.filter.nemo;
