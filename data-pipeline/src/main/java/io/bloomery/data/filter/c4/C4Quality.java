package io.bloomery.data.filter.c4;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.segment.Parts;
import io.bloomery.data.segment.PythonText;
import io.bloomery.data.segment.Views;
import io.bloomery.data.step.Bound;
import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Leaves the lines that read like prose and drops texts with too little of it, with dummy text or with code: the rules of
 * Raffel et al. 2020 (C4), section 2.2, as datatrove's {@code C4QualityFilter} has them.
 *
 * <p>Lines are looked at in order, up to the first one that drops the text, which then stays as it is. Words are counted
 * before citations are cut out.
 */
public final class C4Quality implements Rule {

    private static final long serialVersionUID = 1L;

    private static final String LOREM_IPSUM = "c4-lorem-ipsum";
    private static final String CURLY_BRACKET = "c4-curly-bracket";
    private static final String SENTENCES = "c4-sentences";
    private static final String KEPT_LINES = "c4-kept-lines";

    private static final String END_MARKS = ".?!\"'";
    private static final String ELLIPSIS = "...";
    private static final List<String> POLICIES =
            List.of("terms of use", "privacy policy", "cookie policy", "uses cookies", "use of cookies", "use cookies");

    private final C4QualityConfig config;

    public C4Quality(C4QualityConfig config) {
        this.config = requireNonNull(config, "config");
    }

    /** What becomes of a line, or of the whole text because of it. */
    private enum Fate {
        KEPT,
        REMOVED,
        LOREM_IPSUM,
        CURLY_BRACKET
    }

    @Override
    public void apply(Draft draft) {
        Parts lines = draft.view(config.splitParagraph() ? Views.PYTHON_LINES : Views.SENTENCES);
        StringBuilder kept = new StringBuilder(draft.text().length());
        int keptLines = 0;
        int sentences = 0;
        SentenceCounter counter = new SentenceCounter(draft);
        for (int i = 0; i < lines.size(); i++) {
            String stripped = PythonText.strip(lines.part(i));
            String line = config.removeCitations() ? Citations.removed(stripped) : stripped;
            Fate fate = fate(stripped, line);
            if (fate == Fate.LOREM_IPSUM || fate == Fate.CURLY_BRACKET) {
                draft.signal(LOREM_IPSUM, fate == Fate.LOREM_IPSUM ? 1 : 0);
                draft.signal(CURLY_BRACKET, fate == Fate.CURLY_BRACKET ? 1 : 0);
                return;
            }
            if (fate == Fate.KEPT) {
                kept.append(keptLines == 0 ? "" : config.splitParagraph() ? "\n" : " ")
                        .append(line);
                keptLines++;
                sentences += config.splitParagraph() ? counter.count(line, line.equals(stripped), lines.start(i)) : 1;
            }
        }
        draft.signal(LOREM_IPSUM, 0);
        draft.signal(CURLY_BRACKET, 0);
        draft.signal(SENTENCES, sentences);
        draft.signal(KEPT_LINES, keptLines);
        draft.rewrite(PythonText.strip(kept.toString()));
    }

    @Override
    public List<Limit> limits() {
        List<Limit> limits = new ArrayList<>();
        limits.add(Limit.atMost(LOREM_IPSUM, 0));
        limits.add(Limit.atMost(CURLY_BRACKET, 0));
        limits.add(new Limit("c4-too-few-sentences", SENTENCES, Bound.AT_LEAST, config.minNumSentences()));
        return limits;
    }

    @Override
    public List<String> signals() {
        return List.of(LOREM_IPSUM, CURLY_BRACKET, SENTENCES, KEPT_LINES);
    }

    private Fate fate(String stripped, String line) {
        if (!hasFittingWords(stripped) || (config.filterNoTerminalPunct() && !endsSentence(line))) {
            return Fate.REMOVED;
        }
        String lower = line.toLowerCase(Locale.ROOT);
        if (config.filterLoremIpsum() && lower.contains("lorem ipsum")) {
            return Fate.LOREM_IPSUM;
        }
        if (config.filterJavascript() && lower.contains("javascript")) {
            return Fate.REMOVED;
        }
        if (config.filterCurlyBracket() && line.indexOf('{') >= 0) {
            return Fate.CURLY_BRACKET;
        }
        return config.filterPolicy() && POLICIES.stream().anyMatch(lower::contains) ? Fate.REMOVED : Fate.KEPT;
    }

    private boolean hasFittingWords(String line) {
        Parts words = Parts.spaced(line);
        for (int i = 0; config.maxWordLength() >= 0 && i < words.size(); i++) {
            if (words.end(i) - words.start(i) > config.maxWordLength()
                    && words.characters(i) > config.maxWordLength()) {
                return false;
            }
        }
        return words.size() >= config.minWordsPerLine();
    }

    private static boolean endsSentence(String line) {
        return !line.isEmpty() && END_MARKS.indexOf(line.charAt(line.length() - 1)) >= 0 && !line.endsWith(ELLIPSIS);
    }
}
