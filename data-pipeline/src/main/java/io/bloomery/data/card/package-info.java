/**
 * The dataset card: the {@code README.md} that goes with a published corpus, as the Hugging Face Hub reads it.
 */
package io.bloomery.data.card;
