/**
 * What a model is made of: one record per family, with the sizes that decide its parameters.
 *
 * <p>Sizes only; names and offsets of parameters live in {@code layout}, arithmetic in {@code kernel} and {@code
 * network}.
 */
package io.bloomery.model.spec;
