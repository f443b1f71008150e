package io.bloomery.data.pack;

import java.util.List;

/**
 * Tokens that a model sees at once: all but the last are inputs, all but the first are targets.
 *
 * @param inputIds the tokens; always one more than are predicted
 * @param documentIds the documents that tokens of it come from, in order, each once
 */
@SuppressWarnings("ArrayRecordComponent") // written to a row, never compared
public record TokenSequence(int[] inputIds, List<String> documentIds) {
    public TokenSequence {
        documentIds = List.copyOf(documentIds);
    }
}
