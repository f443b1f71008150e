package io.bloomery.data.filter.dolma;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.bloomery.data.segment.Parts;
import io.bloomery.data.segment.PythonText;
import io.bloomery.data.segment.Views;
import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Dolma's reading of the rules of Raffel et al. 2020 (C4), its tagger {@code c4_v2}: finds lines that do not read like prose
 * and texts with bad words or code, and removes or drops what its settings say.
 *
 * <p>Words stand between white space, so a comma behind a bad word hides it; phrases are found anywhere.
 */
public final class DolmaC4 implements Rule {

    private static final long serialVersionUID = 1L;

    private static final String UNENDED = "dolma-lines-with-no-ending-punctuation";
    private static final String SHORT = "dolma-lines-with-too-few-words";
    private static final String NAUGHTY = "dolma-has-naughty-word";
    private static final String JAVASCRIPT = "dolma-has-javascript";
    private static final String LOREM_IPSUM = "dolma-has-lorem-ipsum";
    private static final String CURLY_BRACE = "dolma-has-curly-brace";
    private static final String LINES = "dolma-line-count";

    private final DolmaC4Config config;
    private final HashSet<String> words = new HashSet<>();
    private final ArrayList<String> phrases = new ArrayList<>();

    /** The rule with bad words and phrases in lower case. */
    DolmaC4(DolmaC4Config config, Set<String> naughty) {
        this.config = requireNonNull(config, "config");
        for (String entry : naughty) {
            if (entry.indexOf(' ') >= 0) {
                phrases.add(entry);
            } else {
                words.add(entry);
            }
        }
    }

    /**
     * The rule with the words of its configuration.
     *
     * @throws IOException if they cannot be read
     */
    public static DolmaC4 read(DolmaC4Config config, ResourceReader resources) throws IOException {
        if (config.naughtyWords().isEmpty()) {
            return new DolmaC4(config, Set.of());
        }
        try (InputStream bytes = resources.open(config.naughtyWords());
                BufferedReader lines = new BufferedReader(new InputStreamReader(bytes, UTF_8))) {
            Set<String> naughty = new HashSet<>(lines.lines().toList());
            naughty.remove("");
            return new DolmaC4(config, naughty);
        }
    }

    @Override
    public void apply(Draft draft) {
        Map<Tag.Kind, Integer> counts = new EnumMap<>(Tag.Kind.class);
        tags(draft).forEach(tag -> counts.merge(tag.kind(), 1, Integer::sum));
        draft.signal(UNENDED, counts.getOrDefault(Tag.Kind.LINES_WITH_NO_ENDING_PUNCTUATION, 0));
        draft.signal(SHORT, counts.getOrDefault(Tag.Kind.LINES_WITH_TOO_FEW_WORDS, 0));
        draft.signal(NAUGHTY, counts.getOrDefault(Tag.Kind.HAS_NAUGHTY_WORD, 0));
        draft.signal(JAVASCRIPT, counts.getOrDefault(Tag.Kind.HAS_JAVASCRIPT, 0));
        draft.signal(LOREM_IPSUM, counts.getOrDefault(Tag.Kind.HAS_LOREM_IPSUM, 0));
        draft.signal(CURLY_BRACE, counts.getOrDefault(Tag.Kind.HAS_CURLY_BRACE, 0));
        draft.signal(LINES, draft.view(Views.LINES).size());
        if (config.removeLinesWithNoEndingPunctuation() || config.removeLinesWithTooFewWords()) {
            draft.rewrite(withoutBadLines(draft.view(Views.LINES)));
        }
    }

    /** What is found in a draft's text: first what is found in the whole of it, then the lines. */
    public List<Tag> tags(Draft draft) {
        int characters = draft.view(PythonText.LENGTH);
        List<Tag> tags = new ArrayList<>();
        textTags(draft.text().toLowerCase(Locale.ROOT)).forEach(kind -> tags.add(new Tag(kind, 0, characters)));
        Parts lines = draft.view(Views.LINES);
        int start = 0;
        for (int i = 0; i < lines.size(); i++) {
            int end = start + lines.characters(i) + (i + 1 < lines.size() ? 1 : 0);
            String line = PythonText.strip(lines.part(i));
            if (isUnended(line)) {
                tags.add(new Tag(Tag.Kind.LINES_WITH_NO_ENDING_PUNCTUATION, start, end));
            }
            if (isShort(line)) {
                tags.add(new Tag(Tag.Kind.LINES_WITH_TOO_FEW_WORDS, start, end));
            }
            start = end;
        }
        return tags;
    }

    @Override
    public List<Limit> limits() {
        List<Limit> limits = new ArrayList<>();
        addIf(limits, config.dropNaughtyWord(), NAUGHTY);
        addIf(limits, config.dropJavascript(), JAVASCRIPT);
        addIf(limits, config.dropLoremIpsum(), LOREM_IPSUM);
        addIf(limits, config.dropCurlyBrace(), CURLY_BRACE);
        return limits;
    }

    @Override
    public List<String> signals() {
        return List.of(UNENDED, SHORT, NAUGHTY, JAVASCRIPT, LOREM_IPSUM, CURLY_BRACE, LINES);
    }

    private static void addIf(List<Limit> limits, boolean drops, String signal) {
        if (drops) {
            limits.add(Limit.atMost(signal, 0));
        }
    }

    private List<Tag.Kind> textTags(String lower) {
        List<Tag.Kind> kinds = new ArrayList<>();
        if (lower.indexOf('{') >= 0) {
            kinds.add(Tag.Kind.HAS_CURLY_BRACE);
        }
        if (lower.contains("lorem ipsum")) {
            kinds.add(Tag.Kind.HAS_LOREM_IPSUM);
        }
        if (lower.contains("javascript")) {
            kinds.add(Tag.Kind.HAS_JAVASCRIPT);
        }
        if (hasNaughtyWord(lower)) {
            kinds.add(Tag.Kind.HAS_NAUGHTY_WORD);
        }
        return kinds;
    }

    private boolean hasNaughtyWord(String lower) {
        return (!words.isEmpty() && PythonText.words(lower).stream().anyMatch(words::contains))
                || phrases.stream().anyMatch(lower::contains);
    }

    private boolean isUnended(String line) {
        return config.endPunctuation().stream().noneMatch(line::endsWith);
    }

    private boolean isShort(String line) {
        return PythonText.wordCount(line) < config.minWordsPerLine();
    }

    /** The text without lines that are to be removed; the newline of a removed line goes with it. */
    private String withoutBadLines(Parts lines) {
        StringBuilder kept = new StringBuilder(lines.text().length());
        for (int i = 0; i < lines.size(); i++) {
            String line = PythonText.strip(lines.part(i));
            boolean bad = (config.removeLinesWithNoEndingPunctuation() && isUnended(line))
                    || (config.removeLinesWithTooFewWords() && isShort(line));
            if (!bad) {
                kept.append(lines.text(), lines.start(i), i + 1 < lines.size() ? lines.end(i) + 1 : lines.end(i));
            }
        }
        return kept.toString();
    }
}
