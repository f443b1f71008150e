package io.bloomery.data.pack;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Cuts a stream of documents into sequences of one length, lazily.
 *
 * <p>The stream is every document's tokens followed by one end-of-text token. A sequence holds {@code sequenceLength + 1}
 * tokens and begins with the last token of the one before: so each token of the stream but the first is a target exactly
 * once, and {@code n} tokens give {@code (n - 1) / sequenceLength} sequences. The {@code (n - 1) % sequenceLength} tokens at
 * the end that fill no sequence are dropped. A document without tokens adds nothing, no end-of-text token either.
 */
public final class SequencePacker implements Iterator<TokenSequence> {

    private final Iterator<TokenizedDocument> documents;
    private final int endOfText;
    private final int[] buffer;
    private final List<String> bufferedDocuments = new ArrayList<>();
    private int filled;
    private TokenizedDocument current = new TokenizedDocument("", new int[0]);
    private int taken = 1; // the first document is still to come

    public SequencePacker(Iterator<TokenizedDocument> documents, int sequenceLength, int endOfText) {
        this.documents = documents;
        this.endOfText = endOfText;
        this.buffer = new int[sequenceLength + 1];
    }

    /** How many tokens a document adds to the stream. */
    public static long streamTokens(int documentTokens) {
        return documentTokens == 0 ? 0 : documentTokens + 1L;
    }

    /** How many sequences a stream is cut into. */
    public static long sequences(long streamTokens, int sequenceLength) {
        return streamTokens == 0 ? 0 : (streamTokens - 1) / sequenceLength;
    }

    @Override
    public boolean hasNext() {
        while (filled < buffer.length && hasToken()) {
            if (taken == 0) {
                bufferedDocuments.add(current.id());
            }
            int copied = Math.min(buffer.length - filled, current.tokens().length - taken);
            if (copied > 0) {
                System.arraycopy(current.tokens(), taken, buffer, filled, copied);
            } else {
                buffer[filled] = endOfText;
                copied = 1;
            }
            filled += copied;
            taken += copied;
        }
        return filled == buffer.length;
    }

    @Override
    public TokenSequence next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no further sequence");
        }
        TokenSequence sequence = new TokenSequence(buffer.clone(), bufferedDocuments);
        buffer[0] = buffer[buffer.length - 1];
        filled = 1;
        bufferedDocuments.clear();
        bufferedDocuments.add(current.id()); // the token that the next sequence begins with
        return sequence;
    }

    /** Whether the stream goes on; a document is through when its end-of-text token is taken too. */
    private boolean hasToken() {
        while (taken > current.tokens().length && documents.hasNext()) {
            TokenizedDocument next = documents.next();
            if (next.tokens().length > 0) {
                current = next;
                taken = 0;
            }
        }
        return taken <= current.tokens().length;
    }
}
