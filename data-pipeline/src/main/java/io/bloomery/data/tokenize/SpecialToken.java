package io.bloomery.data.tokenize;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * A token that stands for an event and not for text, such as the end of a document.
 *
 * @param id its token id
 * @param content how it is written
 */
public record SpecialToken(int id, String content) implements Serializable {

    /** What separates documents, as GPT-2 writes it. */
    public static final String END_OF_TEXT = "<|endoftext|>";

    public SpecialToken {
        requireNonNull(content, "content");
        if (id < 0) {
            throw new IllegalArgumentException("id must not be negative but is " + id);
        }
        if (content.isEmpty()) {
            throw new IllegalArgumentException("content of the special token with id " + id + " must not be empty");
        }
    }
}
