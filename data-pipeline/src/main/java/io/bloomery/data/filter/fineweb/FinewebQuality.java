package io.bloomery.data.filter.fineweb;

import static io.bloomery.data.segment.Characters.isTerminalPunctuation;
import static io.bloomery.data.segment.PythonCharacters.isSpace;
import static java.util.Objects.requireNonNull;

import io.bloomery.data.segment.Parts;
import io.bloomery.data.segment.PythonText;
import io.bloomery.data.segment.Views;
import io.bloomery.data.step.Bound;
import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.Rule;
import java.util.List;

/**
 * Drops lists, menus and pages of repeated lines: the rules of Penedo et al. 2024 (FineWeb), section 3.6, as datatrove's
 * {@code FineWebQualityFilter} measures them.
 *
 * <p>Blank lines count for nothing, except that every newline counts against the words. The paper and its tables name
 * 0.1 as the limit on copies of lines, datatrove's code 0.01.
 */
public final class FinewebQuality implements Rule {

    private static final long serialVersionUID = 1L;

    private static final String LINES = "fineweb-lines";
    private static final String LINE_PUNCT = "fineweb-line-punct-ratio";
    private static final String SHORT_LINE = "fineweb-short-line-ratio";
    private static final String CHAR_DUP = "fineweb-char-dup-ratio";
    private static final String LIST = "fineweb-list-ratio";

    private final FinewebQualityConfig config;

    public FinewebQuality(FinewebQualityConfig config) {
        this.config = requireNonNull(config, "config");
    }

    @Override
    public void apply(Draft draft) {
        Parts lines = draft.view(Views.LINES);
        boolean[] seen = new boolean[lines.distinct()];
        int count = 0;
        int marked = 0;
        int brief = 0;
        long copied = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (isBlank(lines, i)) {
                continue;
            }
            count++;
            marked += endsWithMark(lines, i) ? 1 : 0;
            brief += lines.characters(i) <= config.shortLineLength() ? 1 : 0;
            copied += seen[lines.id(i)] ? lines.characters(i) : 0;
            seen[lines.id(i)] = true;
        }
        draft.signal(LINES, count);
        if (count > 0) {
            int newlines = lines.size() - 1;
            if (marked > 0 || !config.linePunctExcludeZero()) {
                draft.signal(LINE_PUNCT, (double) marked / count);
            }
            draft.signal(SHORT_LINE, (double) brief / count);
            draft.signal(CHAR_DUP, (double) copied / (draft.view(PythonText.LENGTH) - newlines));
            draft.signal(LIST, (double) newlines / draft.view(Views.WORDS).size());
        }
    }

    @Override
    public List<Limit> limits() {
        return List.of(
                new Limit("fineweb-empty", LINES, Bound.AT_LEAST, 1),
                Limit.atLeast(LINE_PUNCT, config.linePunctThr()),
                Limit.atMost(SHORT_LINE, config.shortLineThr()),
                Limit.atMost(CHAR_DUP, config.charDuplicatesRatio()),
                Limit.atMost(LIST, config.newLineRatio()));
    }

    private boolean endsWithMark(Parts lines, int index) {
        String text = lines.text();
        if (config.stopChars().isEmpty()) {
            return isTerminalPunctuation(text.codePointBefore(lines.end(index)));
        }
        for (String mark : config.stopChars()) {
            int from = lines.end(index) - mark.length();
            if (from >= lines.start(index) && text.startsWith(mark, from)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBlank(Parts lines, int index) {
        for (int i = lines.start(index); i < lines.end(index); i++) {
            if (!isSpace(lines.text().charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
