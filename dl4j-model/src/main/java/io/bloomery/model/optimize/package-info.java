/**
 * How parameters move: AdamW and its settings, the learning-rate schedules and the accumulation of gradients.
 *
 * <p>What gradients are belongs to {@code network}; how DL4J comes to use this, to {@code layer}.
 */
package io.bloomery.model.optimize;
