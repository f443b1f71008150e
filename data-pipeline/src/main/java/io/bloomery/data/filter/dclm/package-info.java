/**
 * The content filters, repetition filters and line modifiers of DCLM's baseline, with its meanings of words and lines.
 *
 * <p>A line stands between line feeds; a filter looks at those that are not blank, a modifier at all. A modifier that leaves
 * nothing of a text drops the document. Where a share of nothing is asked for, the text has a number beyond every limit.
 */
package io.bloomery.data.filter.dclm;
