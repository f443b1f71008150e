package io.bloomery.data.filter.nemo;

import io.bloomery.data.segment.PythonText;
import io.bloomery.data.step.Draft;
import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.SignalRule.Measurement;
import io.bloomery.data.tokenize.Tokenizer;
import io.bloomery.data.tokenize.TokenizerJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;

/** Counts the tokens of a text by a {@code tokenizer.json} of the user's. */
final class TokenCount implements Measurement {

    private static final long serialVersionUID = 1L;

    private final byte[] json;
    private transient Tokenizer tokenizer; // cannot be shipped, its file can

    private TokenCount(byte[] json) {
        this.json = json;
        this.tokenizer = tokenizer(json);
    }

    /** Counts by a tokenizer, or the runs between white space where the path is empty. */
    static Measurement measurement(String path, ResourceReader resources) throws IOException {
        if (path.isEmpty()) {
            return draft -> PythonText.wordCount(draft.text());
        }
        try (InputStream file = resources.open(path)) {
            return new TokenCount(file.readAllBytes());
        }
    }

    @Override
    public double of(Draft draft) {
        return tokenizer.encode(draft.text()).length;
    }

    private static Tokenizer tokenizer(byte[] json) {
        return new Tokenizer(TokenizerJson.read(json, "the tokenizer of nemo.token-count"));
    }

    private void readObject(ObjectInputStream stream) throws IOException, ClassNotFoundException {
        stream.defaultReadObject();
        tokenizer = tokenizer(json);
    }
}
