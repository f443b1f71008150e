/**
 * The primitive operations of a Transformer, forward and backward, over ND4J arrays.
 *
 * <p>Letters: B sequences, T tokens per sequence, N = B*T rows, C width, H heads, D = C/H width of a head, V vocabulary
 * size. Arrays are float, row-major and dense; a view of a longer vector is fine. What a model does with the operations
 * belongs to {@code network}.
 */
package io.bloomery.model.kernel;
