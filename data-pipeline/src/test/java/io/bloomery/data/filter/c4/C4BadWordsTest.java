package io.bloomery.data.filter.c4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.data.document.Document;
import io.bloomery.data.step.Draft;
import io.bloomery.data.step.NoResources;
import io.bloomery.data.step.RuleContract;
import java.io.FileNotFoundException;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class C4BadWordsTest {

    private static final Map<String, PhraseSet> LISTS = Map.of(
            "en", new PhraseSet(Set.of("badword", "two words", "end!"), true),
            "zh", new PhraseSet(Set.of("坏词"), false));

    @Test
    void keepsTheContract() throws Exception {
        RuleContract.verify(rule(0.5));
    }

    @Test
    void findsEntriesBetweenOtherCharacters() {
        assertThat(found("A BadWord, here.", "en")).hasValue(1);
        assertThat(found("It has two words", "en")).hasValue(1);
        assertThat(found("the end! Really", "en")).hasValue(1);
        assertThat(found("badwords and abadword, _badword", "en")).hasValue(0);
        assertThat(found("", "und")).hasValue(0);
    }

    @Test
    void findsEntriesAnywhereInChinese() {
        assertThat(found("这是坏词吗", "zh")).hasValue(1);
    }

    @Test
    void doesNotJudgeOtherLanguages() {
        assertThat(found("badword", "de")).isEmpty();
    }

    @Test
    void keepsAShareOfTheTextsByTheSeed() {
        long dropped = IntStream.range(0, 1000)
                .filter(i -> measured(rule(0.25), i + " badword", "en").orElseThrow() == 1)
                .count();

        assertThat(dropped).isBetween(700L, 800L);
    }

    @Test
    void failsAtOnceWithoutItsList() {
        C4BadWordsConfig config = new C4BadWordsConfig("lists", List.of("en"), 0, 0, "en");
        assertThatThrownBy(() -> C4BadWords.read(config, new NoResources()))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessage("lists/en");
    }

    private static C4BadWords rule(double keepFraction) {
        return new C4BadWords(new C4BadWordsConfig("", List.of("en", "zh"), keepFraction, 1, "en"), LISTS);
    }

    private static OptionalDouble found(String text, String language) {
        return measured(rule(0), text, language);
    }

    private static OptionalDouble measured(C4BadWords rule, String text, String language) {
        Draft draft = new Draft(Document.of("", "", text).withLanguage(language, 1));
        rule.apply(draft);
        return draft.signal("c4-bad-words");
    }
}
