/**
 * How well a model predicts text it has not seen, beside baselines that predict the same tokens.
 *
 * <p>All figures are natural logarithms over the same positions: of a sequence of n tokens the last n - 1 are predicted,
 * each from what stands before it in that sequence. The notation c(h, w) is the count of token w right after token h.
 */
package io.bloomery.model.evaluate;
