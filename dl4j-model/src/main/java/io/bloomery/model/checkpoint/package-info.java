/**
 * Weights and training state as bytes: safetensors files and the state beside them.
 *
 * <p>Everything here reads and writes streams, so that any file system can lie beneath; whoever opens the streams
 * decides about names, atomicity and retention. What is read is checked before it is believed: a damaged file ends in a
 * {@link io.bloomery.data.failure.BloomeryException} that names file and tensor, never in wrong numbers.
 */
package io.bloomery.model.checkpoint;
