/**
 * The rules of the profile {@code multilingual}: those of Gopher with words, lines and limits that make sense for
 * Chinese, Japanese and Thai as for English.
 *
 * <p>Peers' exact rules live in families of their own; here the text's reader is the oracle.
 */
package io.bloomery.data.filter.multilingual;
