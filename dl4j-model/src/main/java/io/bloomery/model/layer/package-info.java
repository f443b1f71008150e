/**
 * The adapter that makes a whole network one layer of DL4J; the only package here that knows {@code org.deeplearning4j}.
 *
 * <p>DL4J sees two parameters, the block with weight decay and the block without, inside its one flat vector. Being one
 * layer is what makes its per-layer gradient clipping a clipping of the global norm.
 */
package io.bloomery.model.layer;
