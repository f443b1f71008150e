/**
 * Forward and backward of a whole model, from the kernel's operations and the layout of its parameters.
 *
 * <p>Parameters and gradients come as one flat vector each. Nothing here knows DL4J's layers or where batches come from.
 */
package io.bloomery.model.network;
