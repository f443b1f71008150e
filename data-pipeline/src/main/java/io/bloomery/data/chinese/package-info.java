/**
 * What is particular to Chinese: the two scripts, and the wide forms of Latin characters.
 *
 * <p>Which language a text is in is found in {@code data.language}, words and sentences in {@code data.segment}.
 */
package io.bloomery.data.chinese;
