package io.bloomery.data.stats;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.Rule;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Stores numbers about one aspect of a document, for reports; drops nothing. */
public final class Statistics implements Rule {

    private static final long serialVersionUID = 1L;

    private final Subject subject;
    private final StatsConfig config;

    public Statistics(Subject subject, StatsConfig config) {
        this.subject = requireNonNull(subject, "subject");
        this.config = requireNonNull(config, "config");
    }

    /** What can be counted. */
    public enum Subject {
        CHARACTERS,
        LINES,
        PARAGRAPHS,
        SENTENCES,
        WORDS,
        CONTAMINATION,
        JAPANESE
    }

    @Override
    public void apply(Draft draft) {
        numbers(draft).forEach((name, number) -> draft.signal(signal(name), number));
    }

    @Override
    public List<Limit> limits() {
        return List.of();
    }

    @Override
    public List<String> signals() {
        return numbers(Draft.of("")).keySet().stream().map(Statistics::signal).toList();
    }

    private static String signal(String name) {
        return "stats-" + name.replace('_', '-');
    }

    private Map<String, Double> numbers(Draft draft) {
        return switch (subject) {
            case CHARACTERS -> DocumentStatistics.ofCharacters(draft);
            case LINES -> DocumentStatistics.ofLines(draft, List.of(config.shortLine()), List.of(config.longLine()));
            case PARAGRAPHS ->
                DocumentStatistics.ofParagraphs(
                        draft, List.of(config.shortParagraph()), List.of(config.longParagraph()));
            case SENTENCES ->
                DocumentStatistics.ofSentences(draft, List.of(config.shortSentence()), List.of(config.longSentence()));
            case WORDS ->
                DocumentStatistics.ofWords(
                        draft, Set.copyOf(config.stopWords()), List.of(config.shortWord()), List.of(config.longWord()));
            case CONTAMINATION ->
                Map.of(
                        "words_contamination",
                        DocumentStatistics.contamination(draft, Set.copyOf(config.contaminationWords())));
            case JAPANESE ->
                Map.of(
                        "first_kana", (double) DocumentStatistics.firstKana(draft.text()),
                        "japanese_sentence_length", (double) DocumentStatistics.averageJapaneseSentence(draft.text()));
        };
    }
}
