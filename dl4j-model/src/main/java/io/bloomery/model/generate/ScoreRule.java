package io.bloomery.model.generate;

/** Changes the logits of the next token before one is drawn; a token of negative infinity is out of the draw. */
@FunctionalInterface
interface ScoreRule {

    /** Changes the logits in place, and leaves at least one of them finite. */
    void apply(float[] logits, TokenText text);
}
