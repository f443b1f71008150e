package io.bloomery.model.generate;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Continues a text token by token until it ends or has grown by as much as was asked for. */
public final class Generator {

    private final NextTokenScores model;
    private final Sampler sampler;
    private final int contextLength;
    private final int endOfText;

    /**
     * A generator over one model.
     *
     * @param contextLength how many tokens the model sees at most; of a longer text it is shown the end
     * @param endOfText the token that ends a text
     */
    public Generator(NextTokenScores model, Sampler sampler, int contextLength, int endOfText) {
        this.model = requireNonNull(model, "model");
        this.sampler = requireNonNull(sampler, "sampler");
        if (contextLength < 1) {
            throw new IllegalArgumentException("contextLength must be positive but is " + contextLength);
        }
        this.contextLength = contextLength;
        this.endOfText = endOfText;
    }

    /**
     * What comes after the prompt, without the prompt and without the token that ends the text.
     *
     * @param prompt at least one token; {@code endOfText} alone begins a new text
     * @param maxTokens largest number of tokens to add
     */
    public int[] continuation(int[] prompt, int maxTokens, long seed) {
        if (prompt.length == 0) {
            throw new IllegalArgumentException("a prompt needs at least one token");
        }
        SplittableRandom random = new SplittableRandom(seed);
        int[] text = Arrays.copyOf(prompt, prompt.length + maxTokens);
        int length = prompt.length;
        while (length < text.length) {
            int[] visible = Arrays.copyOfRange(text, Math.max(0, length - contextLength), length);
            int next = sampler.choose(model.after(visible), random);
            if (next == endOfText) {
                break;
            }
            text[length++] = next;
        }
        return Arrays.copyOfRange(text, prompt.length, length);
    }
}
