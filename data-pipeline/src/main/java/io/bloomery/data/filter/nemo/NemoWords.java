package io.bloomery.data.filter.nemo;

import io.bloomery.data.segment.PythonText;
import io.bloomery.data.segment.ScriptRuns;
import io.bloomery.data.segment.WordSequences;
import io.bloomery.data.segment.WordSplitters;
import io.bloomery.data.step.Draft;
import io.bloomery.data.step.View;
import java.util.List;
import java.util.Locale;

/** How the words of a language are told apart. */
enum NemoWords {
    SPACED,
    CHINESE,
    JAPANESE;

    private static final View<List<String>> CHINESE_WORDS =
            draft -> WordSplitters.chineseAsJieba(draft.text()).list();
    private static final View<List<String>> JAPANESE_WORDS = draft -> ScriptRuns.of(draft.text());
    private static final View<WordSequences> SPACED_SEQUENCES = draft -> WordSequences.of(SPACED.in(draft));
    private static final View<WordSequences> CHINESE_SEQUENCES = draft -> WordSequences.of(CHINESE.in(draft));
    private static final View<WordSequences> JAPANESE_SEQUENCES = draft -> WordSequences.of(JAPANESE.in(draft));

    /** By ISO 639-1 code. */
    static NemoWords of(String language) {
        return switch (language.toLowerCase(Locale.ROOT)) {
            case "zh" -> CHINESE;
            case "ja" -> JAPANESE;
            default -> SPACED;
        };
    }

    List<String> in(Draft draft) {
        return draft.view(
                switch (this) {
                    case SPACED -> PythonText.WORDS;
                    case CHINESE -> CHINESE_WORDS;
                    case JAPANESE -> JAPANESE_WORDS;
                });
    }

    WordSequences sequencesIn(Draft draft) {
        return draft.view(
                switch (this) {
                    case SPACED -> SPACED_SEQUENCES;
                    case CHINESE -> CHINESE_SEQUENCES;
                    case JAPANESE -> JAPANESE_SEQUENCES;
                });
    }
}
