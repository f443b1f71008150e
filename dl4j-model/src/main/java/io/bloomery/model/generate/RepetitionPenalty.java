package io.bloomery.model.generate;

import java.util.BitSet;

/**
 * Makes tokens that the text has already less likely: positive logits are divided by the penalty, negative ones multiplied,
 * once however often the token occurs (Keskar et al. 2019, section 4.1, as {@code transformers} has it).
 *
 * @param penalty above 0; 1 changes nothing, below 1 asks for repetition
 */
record RepetitionPenalty(double penalty) implements ScoreRule {

    @Override
    public void apply(float[] logits, TokenText text) {
        BitSet seen = new BitSet(logits.length);
        float factor = (float) penalty;
        for (int place = 0; place < text.length(); place++) {
            int token = text.at(place);
            if (!seen.get(token)) {
                seen.set(token);
                logits[token] = logits[token] < 0 ? logits[token] * factor : logits[token] / factor;
            }
        }
    }
}
