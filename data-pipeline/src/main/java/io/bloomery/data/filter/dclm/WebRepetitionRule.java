package io.bloomery.data.filter.dclm;

import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.Rule;
import java.util.List;

/** Gopher's repetition numbers in DCLM's meaning, all with one walk over lines, paragraphs and words each. */
record WebRepetitionRule(List<Limit> limits, List<NgramLimit> ngrams) implements Rule {

    static final String LINES = "dclm-repeated-lines";
    static final String PARAGRAPHS = "dclm-repeated-paragraphs";
    static final String LINE_CHARACTERS = "dclm-repeated-lines-char";
    static final String PARAGRAPH_CHARACTERS = "dclm-repeated-paragraphs-char";

    static String signal(int words) {
        return "dclm-repeated-" + words + "grams";
    }

    @Override
    public void apply(Draft draft) {
        draft.signal(LINES, Repetition.ofParts(draft.view(PageLines.LINES), false));
        draft.signal(LINE_CHARACTERS, Repetition.ofParts(draft.view(PageLines.LINES), true));
        if (signals().contains(PARAGRAPHS)) {
            draft.signal(PARAGRAPHS, Repetition.ofParts(draft.view(PageLines.PARAGRAPHS), false));
            draft.signal(PARAGRAPH_CHARACTERS, Repetition.ofParts(draft.view(PageLines.PARAGRAPHS), true));
        }
        for (NgramLimit ngram : ngrams) {
            double share = Repetition.ofSequences(
                    draft.text(), draft.view(Repetition.WORDS), ngram.n(), NgramCharRatio.BY_LENGTH);
            draft.signal(signal(ngram.n()), share);
        }
    }
}
