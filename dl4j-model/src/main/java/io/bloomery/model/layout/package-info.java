/**
 * Names, shapes and offsets of parameters inside the one flat vector.
 *
 * <p>The names are those of the Hugging Face checkpoints, so that an export is a plain slice of the vector. No arithmetic
 * and no arrays here.
 */
package io.bloomery.model.layout;
