package io.bloomery.data.filter.c4;

import io.bloomery.data.segment.Parts;
import io.bloomery.data.segment.Views;
import io.bloomery.data.step.Draft;

/**
 * Counts the sentences of a text's lines, in their order.
 *
 * <p>Words never reach from one line into another, so a line that is as it was needs no splitting of its own.
 */
final class SentenceCounter {

    private final Draft draft;
    private final Parts words;
    private int next; // no word of a later line stands before this one

    SentenceCounter(Draft draft) {
        this.draft = draft;
        this.words = draft.view(Views.WORDS);
    }

    /**
     * Sentences of a line without white space at its ends; 1 for an empty one.
     *
     * @param asItWas whether nothing else was taken out of the line
     * @param from where the line began in the text
     */
    int count(String line, boolean asItWas, int from) {
        if (!asItWas) {
            return Parts.sentences(line, draft.language()).size();
        }
        next = words.firstAt(from, next);
        return next == words.size() ? 1 : words.sentences(next, words.start(next) + line.length());
    }
}
