package io.bloomery.data.tokenize;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;

/** A tokenizer that can be sent to another machine: its {@code tokenizer.json} is, and read again there. Thread-safe. */
public final class ShippedTokenizer implements Serializable {

    private static final long serialVersionUID = 1L;

    private final byte[] json;
    private final String name;
    private transient Tokenizer tokenizer;

    /**
     * Reads a tokenizer.
     *
     * @param name of the file, for messages
     */
    public ShippedTokenizer(byte[] json, String name) {
        this.json = json.clone();
        this.name = requireNonNull(name, "name");
        this.tokenizer = read();
    }

    /** The ids of the tokens of a text, without special ones. */
    public int[] encode(String text) {
        return tokenizer.encode(text);
    }

    private Tokenizer read() {
        return new Tokenizer(TokenizerJson.read(json, name));
    }

    private void readObject(ObjectInputStream stream) throws IOException, ClassNotFoundException {
        stream.defaultReadObject();
        tokenizer = read();
    }
}
