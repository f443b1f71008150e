package io.bloomery.model.generate;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What was added to a prompt.
 *
 * @param tokens without the prompt and without the token that ends a text
 * @param end why no more came
 */
public record Continuation(List<Integer> tokens, End end) {

    /** Why a text ends. */
    public enum End {
        /** The model ended it. */
        END_OF_TEXT,
        /** A reader had seen enough, such as a string to stop at. */
        STOPPED,
        /** It has grown by as much as was asked for. */
        LENGTH
    }

    public Continuation {
        tokens = List.copyOf(tokens);
        requireNonNull(end, "end");
    }
}
