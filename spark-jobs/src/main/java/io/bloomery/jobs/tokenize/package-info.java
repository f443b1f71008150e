/**
 * From documents to sequences of token ids: counting the words of a corpus, learning the vocabulary, encoding.
 *
 * <p>How words are cut, merged and packed is decided in {@code data.tokenize} and {@code data.pack}.
 */
package io.bloomery.jobs.tokenize;
