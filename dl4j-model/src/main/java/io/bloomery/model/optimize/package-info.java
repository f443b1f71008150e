/**
 * How parameters move: the AdamW settings, the learning-rate schedules and the accumulation of gradients.
 *
 * <p>The update itself is DL4J's; what gradients are belongs to {@code network}.
 */
package io.bloomery.model.optimize;
