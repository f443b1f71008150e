package io.bloomery.data.filter.c4;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.segment.Parts;
import io.bloomery.data.segment.Views;
import io.bloomery.data.step.Bound;
import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.Rule;
import java.util.Arrays;
import java.util.List;

/** Drops texts with few or short lines: mC4's rule, as datatrove's {@code C4ParagraphFilter} has it. */
public final class C4Paragraph implements Rule {

    private static final long serialVersionUID = 1L;

    private static final String RULE = "c4-paragraphs";
    private static final String LINES = "c4-lines";
    private static final String THIRD_LONGEST = "c4-third-longest-line";
    private static final int LONGEST = 3;

    private final C4ParagraphConfig config;

    public C4Paragraph(C4ParagraphConfig config) {
        this.config = requireNonNull(config, "config");
    }

    @Override
    public void apply(Draft draft) {
        Parts lines = draft.view(Views.LINES);
        int[] lengths = new int[lines.size()];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = lines.characters(i);
        }
        Arrays.sort(lengths);
        draft.signal(LINES, lengths.length);
        draft.signal(THIRD_LONGEST, lengths[Math.max(0, lengths.length - LONGEST)]);
    }

    @Override
    public List<Limit> limits() {
        return List.of(
                new Limit(RULE, LINES, Bound.AT_LEAST, config.minParagraphs()),
                new Limit(RULE, THIRD_LONGEST, Bound.AT_LEAST, config.minParagraphLen()));
    }
}
