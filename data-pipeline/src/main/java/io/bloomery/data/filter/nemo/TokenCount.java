package io.bloomery.data.filter.nemo;

import io.bloomery.data.segment.PythonText;
import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.SignalRule.Measurement;
import io.bloomery.data.tokenize.ShippedTokenizer;
import java.io.IOException;
import java.io.InputStream;

/** Counts the tokens of a text by a {@code tokenizer.json} of the user's. */
final class TokenCount {

    private TokenCount() {}

    /** Counts by a tokenizer, or the runs between white space where the path is empty. */
    static Measurement measurement(String path, ResourceReader resources) throws IOException {
        if (path.isEmpty()) {
            return draft -> PythonText.wordCount(draft.text());
        }
        try (InputStream file = resources.open(path)) {
            ShippedTokenizer tokenizer = new ShippedTokenizer(file.readAllBytes(), path);
            return draft -> tokenizer.encode(draft.text()).length;
        }
    }
}
