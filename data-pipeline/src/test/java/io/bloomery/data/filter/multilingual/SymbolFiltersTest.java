package io.bloomery.data.filter.multilingual;

import static io.bloomery.data.filter.multilingual.Texts.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.data.document.Document;
import org.junit.jupiter.api.Test;

class SymbolFiltersTest {

    private final SymbolRatioFilter symbols = new SymbolRatioFilter(new SymbolRatioConfig(0.25, 0.5));
    private final BulletLinesFilter bullets = new BulletLinesFilter(new BulletLinesConfig(0.5));
    private final EllipsisLinesFilter ellipses = new EllipsisLinesFilter(new EllipsisLinesConfig(0.5));
    private final AlphabeticWordsFilter alphabetic = new AlphabeticWordsFilter(new AlphabeticWordsConfig(0.75));
    private final StopWordsFilter stopWords = new StopWordsFilter(new StopWordsConfig(2));

    @Test
    void keepsSymbolsExactlyAtTheLimitAndDropsBeyond() {
        assertThat(outcome(symbols, "#a b c d")).isEqualTo("keep");
        assertThat(outcome(symbols, "#a #b c d")).isEqualTo("hash-ratio 0.5 0.25");
        assertThat(outcome(symbols, "a... b")).isEqualTo("keep");
        assertThat(outcome(symbols, "a... b\u2026")).isEqualTo("ellipsis-ratio 1.0 0.5");
        assertThat(outcome(symbols, "")).isEqualTo("keep");
    }

    @Test
    void switchesOffAtALimitOfOne() {
        assertThat(outcome(new SymbolRatioFilter(new SymbolRatioConfig(1, 1)), "###...##"))
                .isEqualTo("keep");
    }

    @Test
    void countsBulletsOverLinesThatAreNotBlank() {
        assertThat(outcome(bullets, "- a\n\n  \u2022 b\nc\nd")).isEqualTo("keep");
        assertThat(outcome(bullets, "- a\n* b\n**c**\n")).isEqualTo("bullet-lines " + 2 / 3.0 + " 0.5");
        assertThat(outcome(bullets, " \n")).isEqualTo("keep");
    }

    @Test
    void countsLinesThatEndInAnEllipsis() {
        assertThat(outcome(ellipses, "a...\nb")).isEqualTo("keep");
        assertThat(outcome(ellipses, "a... \nb\u2026\nc")).isEqualTo("ellipsis-lines " + 2 / 3.0 + " 0.5");
        assertThat(outcome(ellipses, "")).isEqualTo("keep");
    }

    @Test
    void wantsWordsWithLetters() {
        assertThat(outcome(alphabetic, "a b1 c 17")).isEqualTo("keep");
        assertThat(outcome(alphabetic, "a b 16 17")).isEqualTo("alphabetic-words 0.5 0.75");
        assertThat(outcome(alphabetic, "")).isEqualTo("alphabetic-words 0.0 0.75");
        assertThat(outcome(alphabetic, "\u4e2d\u6587\uff0c\u4e2d\u6587\u3002")).isEqualTo("keep");
    }

    @Test
    void countsDifferentStopWordsOfEnglishAndChineseOnly() {
        assertThat(outcome(Texts.judge(stopWords, inLanguage("en", "The end of it"))))
                .isEqualTo("keep");
        assertThat(outcome(Texts.judge(stopWords, inLanguage("en", "the the the"))))
                .isEqualTo("stop-words 1.0 2.0");
        assertThat(outcome(Texts.judge(stopWords, inLanguage("zh", "\u8fd9\u662f\u4e66"))))
                .isEqualTo("keep");
        assertThat(outcome(Texts.judge(stopWords, inLanguage("zh", "\u4e66\u672c"))))
                .isEqualTo("stop-words 0.0 2.0");
        assertThat(outcome(Texts.judge(stopWords, inLanguage("fr", "rien")))).isEqualTo("keep");
    }

    @Test
    void refusesSharesThatAreNone() {
        assertThatThrownBy(() -> new BulletLinesConfig(1.01)).hasMessage("max-fraction must be in [0, 1] but is 1.01");
        assertThatThrownBy(() -> new AlphabeticWordsConfig(Double.NaN))
                .hasMessage("min-fraction must be in [0, 1] but is NaN");
        assertThatThrownBy(() -> new SymbolRatioConfig(0, -1)).hasMessage("max-ellipses must be in [0, 1] but is -1.0");
    }

    private static Document inLanguage(String language, String text) {
        return Texts.document(text).withLanguage(language, 1);
    }
}
