package io.bloomery.model.generate;

import java.util.Arrays;

/** The tokens of a text that grows. */
public final class TokenText {

    private int[] tokens;
    private int length;

    /** A text that begins with a copy of these tokens. */
    public TokenText(int... tokens) {
        this.tokens = tokens.clone();
        this.length = tokens.length;
    }

    public int length() {
        return length;
    }

    /** The token at a place counted from 0. */
    public int at(int place) {
        return tokens[place];
    }

    void add(int token) {
        if (length == tokens.length) {
            tokens = Arrays.copyOf(tokens, Math.max(16, 2 * length));
        }
        tokens[length++] = token;
    }

    /** A copy of the tokens from a place to the end. */
    int[] from(int place) {
        return Arrays.copyOfRange(tokens, place, length);
    }

    /** A copy of the newest tokens, all of them if there are no more. */
    int[] newest(int count) {
        return from(Math.max(0, length - count));
    }
}
