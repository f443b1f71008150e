/**
 * Reading supervised models of fastText, whole ({@code .bin}) and quantized ({@code .ftz}), and predicting with them as
 * fastText 0.9.2 does (Joulin et al. 2016, "Bag of Tricks for Efficient Text Classification" and "FastText.zip").
 *
 * <p>Nothing is trained here, and vectors of words are not offered.
 */
package io.bloomery.data.fasttext;
