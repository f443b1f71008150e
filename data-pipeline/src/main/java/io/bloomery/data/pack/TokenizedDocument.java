package io.bloomery.data.pack;

import static java.util.Objects.requireNonNull;

/** The token ids of one document, without an end-of-text token. */
@SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
public record TokenizedDocument(String id, int[] tokens) {
    public TokenizedDocument {
        requireNonNull(id, "id");
        requireNonNull(tokens, "tokens");
    }
}
