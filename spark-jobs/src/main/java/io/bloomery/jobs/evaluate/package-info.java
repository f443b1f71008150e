/**
 * Evaluation: what the trained model makes of the held-out sequences, beside baselines that count.
 *
 * <p>The models are {@code model.evaluate}'s; this package runs them where the sequences are.
 */
package io.bloomery.jobs.evaluate;
