package io.bloomery.data.filter.multilingual;

import static io.bloomery.data.filter.multilingual.Texts.judge;
import static io.bloomery.data.filter.multilingual.Texts.outcome;
import static io.bloomery.data.filter.multilingual.Texts.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LengthFiltersTest {

    private final WordCountFilter wordCount = new WordCountFilter(new WordCountConfig(3, 5));
    private final MeanWordLengthFilter meanLength = new MeanWordLengthFilter(new MeanWordLengthConfig(3, 10));
    private final ShortTextFilter shortText = new ShortTextFilter(new ShortTextConfig(4));

    @Test
    void keepsTextsWithExactlyTheFewestAndTheMostWords() {
        assertThat(outcome(wordCount, "one two three")).isEqualTo("keep");
        assertThat(outcome(wordCount, "one two three four five")).isEqualTo("keep");
    }

    @Test
    void dropsTextsWithOneWordTooFewOrTooMany() {
        assertThat(outcome(wordCount, "one two --- ...")).isEqualTo("too-few-words 2.0 3.0");
        assertThat(outcome(wordCount, "one two three four five six")).isEqualTo("too-many-words 6.0 5.0");
        assertThat(outcome(wordCount, "")).isEqualTo("too-few-words 0.0 3.0");
    }

    @Test
    void storesTheWordCountOfKeptAndDroppedTexts() {
        assertThat(judge(wordCount, "one two three").document().signals()).containsEntry("word-count", 3.0);
        assertThat(judge(wordCount, "one").document().signals()).containsEntry("word-count", 1.0);
    }

    @Test
    void keepsMeanWordLengthsExactlyAtBothLimits() {
        assertThat(outcome(meanLength, "ab, abcd!")).isEqualTo("keep");
        assertThat(outcome(meanLength, "abcdefghij")).isEqualTo("keep");
    }

    @Test
    void dropsTextsOfTooShortOrTooLongWords() {
        assertThat(outcome(meanLength, "ab abc")).isEqualTo("too-short-words 2.5 3.0");
        assertThat(outcome(meanLength, "abcdefghijk")).isEqualTo("too-long-words 11.0 10.0");
    }

    @Test
    void passesTextsInScriptsWithoutSpaces() {
        assertThat(outcome(meanLength, "\u4e2d\u6587\u4e2d\u6587 a")).isEqualTo("keep");
        assertThat(outcome(meanLength, "")).isEqualTo("keep");
    }

    @Test
    void countsCharactersThatAreNotWhiteSpace() {
        assertThat(outcome(shortText, "a b\nc \ud83d\ude00")).isEqualTo("keep");
        assertThat(outcome(shortText, "a b c  ")).isEqualTo("short-text 3.0 4.0");
        assertThat(outcome(shortText, "")).isEqualTo("short-text 0.0 4.0");
    }

    @Test
    void countsManyWords() {
        assertThat(WordCountFilter.count(Words.of(words(1000)))).isEqualTo(1000);
    }

    @Test
    void refusesLimitsThatCannotBe() {
        assertThatThrownBy(() -> new WordCountConfig(-1, 5)).hasMessage("min must not be negative but is -1");
        assertThatThrownBy(() -> new WordCountConfig(6, 5)).hasMessage("max must be at least min (6) but is 5");
        assertThatThrownBy(() -> new MeanWordLengthConfig(Double.NaN, 5))
                .hasMessage("min must not be negative but is NaN");
        assertThatThrownBy(() -> new MeanWordLengthConfig(3, Double.NaN))
                .hasMessage("max must be at least min (3.0) but is NaN");
        assertThatThrownBy(() -> new ShortTextConfig(-1)).hasMessage("min-characters must not be negative but is -1");
        assertThatThrownBy(() -> new StopWordsConfig(-1)).hasMessage("min-distinct must not be negative but is -1");
    }
}
