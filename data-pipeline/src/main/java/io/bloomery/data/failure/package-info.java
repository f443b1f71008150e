/**
 * Why a run cannot go on: one exception type, one code per cause.
 *
 * <p>Only for what stops a run. A document that is dropped is a {@link io.bloomery.data.step.Verdict}; input that cannot
 * be read is a {@link io.bloomery.data.document.Quarantined}.
 */
package io.bloomery.data.failure;
