package io.bloomery.jobs.generate;

import static java.util.Objects.requireNonNull;

import io.bloomery.model.generate.Continuation;

/**
 * A prompt and what a model wrote after it.
 *
 * @param text without the prompt, up to a string to stop at
 * @param tokens how many tokens the model chose for it
 * @param end why no more came
 */
public record GeneratedText(String prompt, String text, int tokens, Continuation.End end) {

    public GeneratedText {
        requireNonNull(prompt, "prompt");
        requireNonNull(text, "text");
        requireNonNull(end, "end");
    }
}
