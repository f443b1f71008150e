/**
 * One form for every text: Unicode composition, white space, characters that are no text.
 *
 * <p>Steps here change documents and never drop them.
 */
package io.bloomery.data.normalize;
