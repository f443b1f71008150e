package io.bloomery.model.kernel;

/**
 * Angles of rotary positions (Su et al. 2021), for pairs of the first and second half of a head as in transformers.
 *
 * @param cosine [positions, D / 2]
 * @param sine [positions, D / 2]
 */
public record Rotary(Tensor cosine, Tensor sine) {}
