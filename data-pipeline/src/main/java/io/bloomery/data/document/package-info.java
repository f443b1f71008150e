/**
 * The nouns every step shares: a document, its id, and input that could not be read.
 *
 * <p>Values only; what happens to them lives in the feature packages.
 */
package io.bloomery.data.document;
