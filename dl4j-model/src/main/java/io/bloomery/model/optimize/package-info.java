/**
 * How parameters move: the AdamW settings and the learning-rate schedule.
 *
 * <p>The update itself is DL4J's; what gradients are belongs to {@code network}.
 */
package io.bloomery.model.optimize;
