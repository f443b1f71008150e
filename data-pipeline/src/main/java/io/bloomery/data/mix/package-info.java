/** How much of which source goes into a corpus, how often, and in which order; planned from sizes, without any rows. */
package io.bloomery.data.mix;
