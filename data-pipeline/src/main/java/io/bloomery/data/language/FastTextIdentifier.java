package io.bloomery.data.language;

import io.bloomery.data.document.Document;
import io.bloomery.data.fasttext.FastTextModel;

/** A language identifier that a user brings, such as fastText's own lid.176: its likeliest label is the language. */
record FastTextIdentifier(FastTextModel model) implements Identifier {

    @Override
    public Guess identify(String text) {
        return model.predict(text).stream()
                .findFirst()
                .map(best -> new Guess(best.label(), Math.min(1, best.probability())))
                .orElseGet(() -> new Guess(Document.UNKNOWN_LANGUAGE, 0));
    }
}
