/**
 * Byte-level byte-pair encoding: learning a vocabulary from word counts, text to token ids and back, and the
 * {@code tokenizer.json} that the Hugging Face libraries read.
 *
 * <p>Pure: the files are byte arrays here, counting words over a corpus and writing to storage belong to the jobs. What
 * becomes of the ids is {@code data.pack}'s.
 */
package io.bloomery.data.tokenize;
