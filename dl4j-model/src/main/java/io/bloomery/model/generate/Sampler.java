package io.bloomery.model.generate;

import java.util.SplittableRandom;

/** Chooses one token by the logits of all. */
@FunctionalInterface
interface Sampler {

    /** The chosen token's id; draws from {@code random} if the sampler draws at all. */
    int choose(float[] logits, SplittableRandom random);
}
