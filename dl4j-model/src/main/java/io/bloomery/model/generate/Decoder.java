package io.bloomery.model.generate;

/**
 * A model that reads several texts side by side, each in a slot of its own, and scores what may come next in them.
 *
 * <p>What a slot has read stays with the model until another text begins in it. Not thread-safe.
 */
public interface Decoder extends AutoCloseable {

    /**
     * Begins a text in a slot, in place of the one that was there.
     *
     * @param slot counted from 0
     * @param tokens at least one token and at most as many as the model sees at once
     * @param more how many tokens may come after them in this slot; together no more than the model sees at once
     * @return the logits of the next token, one for each of the vocabulary, for the caller to change
     */
    float[] begin(int slot, int[] tokens, int more);

    /**
     * Goes on by one token in each of several slots.
     *
     * @param slots different slots in which texts have begun
     * @param tokens the next token of each
     * @return for each slot the logits of the token after it
     */
    float[][] next(int[] slots, int[] tokens);

    @Override
    void close();
}
