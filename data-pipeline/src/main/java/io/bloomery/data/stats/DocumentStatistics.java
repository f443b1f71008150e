package io.bloomery.data.stats;

import io.bloomery.data.segment.Characters;
import io.bloomery.data.segment.Parts;
import io.bloomery.data.segment.PythonCharacters;
import io.bloomery.data.segment.PythonText;
import io.bloomery.data.segment.Views;
import io.bloomery.data.step.Draft;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * What datatrove's statistics say about a text, under datatrove's names; shares of nothing are 0.
 *
 * <p>Lengths are in code points, words and sentences are those of the draft's language.
 */
public final class DocumentStatistics {

    private static final String END_MARKS = ".?!\"'";
    private static final String BULLETS = "-*•";

    private DocumentStatistics() {}

    /** Kinds of characters: {@code DocStats}. */
    public static Map<String, Double> ofCharacters(Draft draft) {
        String text = draft.text();
        double length = draft.view(PythonText.LENGTH);
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("length", length);
        numbers.put("white_space_ratio", Shares.of(count(text, PythonCharacters::isSpace), length));
        numbers.put("non_alpha_digit_ratio", Shares.of(count(text, c -> !isAlphaOrDigit(c)), length));
        numbers.put("digit_ratio", Shares.of(count(text, PythonCharacters::isDigit), length));
        numbers.put("uppercase_ratio", Shares.of(count(text, Character::isUpperCase), length));
        int ellipses = 3 * PythonText.count(text, "...") + PythonText.count(text, "…");
        numbers.put("elipsis_ratio", Shares.of(ellipses, length));
        numbers.put("punctuation_ratio", Shares.of(count(text, Characters::isListedPunctuation), length));
        return numbers;
    }

    /**
     * Lines between newlines: {@code LineStats}.
     *
     * @param brief lengths, in characters, up to which a line is short
     * @param wide lengths, in characters, from which on a line is long
     */
    public static Map<String, Double> ofLines(Draft draft, List<Integer> brief, List<Integer> wide) {
        Parts lines = draft.view(Views.LINES);
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("n_lines", (double) lines.size());
        numbers.put("avg_line_length", Shares.of((double) lines.characters(), lines.size()));
        Shares.byLength(numbers, lines, "short_line_ratio_chars_", brief, "long_line_ratio_chars_", wide);
        int ended = 0;
        int bullets = 0;
        for (String line : lines.list()) {
            ended += !line.isEmpty() && END_MARKS.indexOf(line.charAt(line.length() - 1)) >= 0 ? 1 : 0;
            String stripped = PythonText.strip(line);
            bullets += !stripped.isEmpty() && BULLETS.indexOf(stripped.charAt(0)) >= 0 ? 1 : 0;
        }
        numbers.put("lines_ending_with_terminal_mark_ratio", Shares.of(ended, lines.size()));
        numbers.put("bullet_point_lines_ratio", Shares.of(bullets, lines.size()));
        Shares.byCopies(numbers, lines, "line_duplicates", "line_char_duplicates");
        return numbers;
    }

    /**
     * Parts between two newlines that are not blank: {@code ParagraphStats}.
     *
     * @param brief lengths, in characters, up to which a paragraph is short
     * @param wide lengths, in characters, from which on a paragraph is long
     */
    public static Map<String, Double> ofParagraphs(Draft draft, List<Integer> brief, List<Integer> wide) {
        Parts paragraphs = Parts.between(draft.text(), "\n\n").notBlank();
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("n_paragraphs", (double) paragraphs.size());
        numbers.put("avg_paragraph_length", Shares.of((double) paragraphs.characters(), paragraphs.size()));
        Shares.byLength(numbers, paragraphs, "short_paragraph_ratio_", brief, "long_paragraph_ratio_", wide);
        Shares.byCopies(numbers, paragraphs, "paragraph_duplicates", "paragraph_char_duplicates");
        return numbers;
    }

    /**
     * Sentences without white space at their ends: {@code SentenceStats}.
     *
     * @param brief lengths, in characters, up to which a sentence is short
     * @param wide lengths, in characters, from which on a sentence is long
     */
    public static Map<String, Double> ofSentences(Draft draft, List<Integer> brief, List<Integer> wide) {
        Parts sentences = draft.view(Views.SENTENCES).stripped().notBlank();
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("n_sentences", (double) sentences.size());
        numbers.put("avg_sentence_length", Shares.of((double) sentences.characters(), sentences.size()));
        Shares.byLength(numbers, sentences, "short_sentence_ratio_", brief, "long_sentence_ratio_", wide);
        return numbers;
    }

    /**
     * Words: {@code WordStats}.
     *
     * @param stopWords counted by case
     * @param brief lengths, in characters, up to which a word is short
     * @param wide lengths, in characters, from which on a word is long
     */
    public static Map<String, Double> ofWords(
            Draft draft, Set<String> stopWords, List<Integer> brief, List<Integer> wide) {
        Parts words = draft.view(Views.WORDS);
        double size = words.size();
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("n_words", size);
        numbers.put("avg_word_length", Shares.of((double) words.characters(), size));
        numbers.put(
                "avg_words_per_line",
                Shares.of(size, draft.view(Views.PYTHON_LINES).size()));
        Shares.byLength(numbers, words, "short_word_ratio_", brief, "long_word_ratio_", wide);
        numbers.put("type_token_ratio", Shares.of(words.distinct(), size));
        int upper = 0;
        int titles = 0;
        int stops = 0;
        for (String word : words.list()) {
            upper += PythonCase.isUpper(word) ? 1 : 0;
            titles += PythonCase.isTitle(word) ? 1 : 0;
            stops += stopWords.contains(word) ? 1 : 0;
        }
        numbers.put("uppercase_word_ratio", Shares.of(upper, size));
        numbers.put("capitalized_word_ratio", Shares.of(titles, size));
        numbers.put("stop_word_ratio", Shares.of(stops, size));
        return numbers;
    }

    /** Share of words that are one of some words, in the text as datatrove compares texts: {@code WordsContaminationStats}. */
    public static double contamination(Draft draft, Set<String> words) {
        Parts all = Parts.words(SimplifiedText.of(draft.text()), draft.language());
        return Shares.of((double) all.list().stream().filter(words::contains).count(), all.size());
    }

    /**
     * Characters before the first kana, and -1 where there is none, as data-prep-kit counts them: a Japanese text begins
     * with few.
     */
    public static int firstKana(String text) {
        int characters = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c >= 'ぁ' && c <= 'ん') || (c >= 'ァ' && c <= 'ン')) {
                return characters;
            }
            characters += Character.isLowSurrogate(c) && i > 0 && Character.isHighSurrogate(text.charAt(i - 1)) ? 0 : 1;
        }
        return -1;
    }

    /** Characters for each Japanese full stop, of all of the text where there is none, as data-prep-kit counts them. */
    public static int averageJapaneseSentence(String text) {
        return PythonText.length(text) / Math.max(1, PythonText.count(text, "。"));
    }

    private static boolean isAlphaOrDigit(int codePoint) {
        return PythonCharacters.isAlphabetic(codePoint) || PythonCharacters.isDigit(codePoint);
    }

    private static double count(String text, IntPredicate kind) {
        return (double) text.codePoints().filter(kind).count();
    }
}
