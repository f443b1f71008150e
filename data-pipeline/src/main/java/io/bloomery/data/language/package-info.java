/**
 * Which language a text is in, and how sure that is.
 *
 * <p>The script decides where it can; languages that share a script are told apart by character trigrams and frequent words,
 * counted from the samples that lie beside the classes. No native code, no download, a few hundred kilobytes of memory.
 */
package io.bloomery.data.language;
