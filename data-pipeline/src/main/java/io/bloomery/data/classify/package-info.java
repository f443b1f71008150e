/**
 * Judging the quality of a document by a model that was trained on labelled ones: our own, a logistic regression over
 * hashed n-grams, and those of fastText.
 *
 * <p>A model is a file that the configuration names. Training needs no engine; {@code bloomery classifier} brings the data.
 */
package io.bloomery.data.classify;
