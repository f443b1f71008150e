/**
 * Parts of texts that occur in other texts, too: lines after cc_net, paragraphs after Dolma, runs of sentences after
 * datatrove; how texts are divided, what makes two parts the same, and what is left when some are cut.
 */
package io.bloomery.data.dedup.passage;
