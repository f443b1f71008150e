package io.bloomery.data.chinese;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.data.document.Document;
import io.bloomery.data.step.Draft;
import io.bloomery.data.step.NoResources;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleContract;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChineseRulesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            漢語 | 汉语
            我們的鄰居買了圖書館 | 我们的邻居买了图书馆
            頭髮與發展 | 头发与发展
            皇后在後面 | 皇后在后面
            已经简体，ABC 한글 かな 😀 | 已经简体，ABC 한글 かな 😀
            """)
    void simplifiesEachCharacter(String traditional, String simplified) {
        assertThat(HanVariants.simplify(traditional)).isEqualTo(simplified);
        assertThat(HanVariants.simplify(simplified)).isEqualTo(simplified);
    }

    @Test
    void takesTheMostFrequentTraditionalForm() {
        assertThat(HanVariants.traditionalize("我们的邻居买了图书馆")).isEqualTo("我們的鄰居買了圖書館");
        assertThat(HanVariants.traditionalize("理发")).isEqualTo("理發");
    }

    @Test
    void countsOnlyCharactersOfOneScript() {
        assertThat(HanVariants.traditionalShare("中文")).isEmpty();
        assertThat(HanVariants.traditionalShare("汉語")).hasValue(0.5);
        assertThat(HanVariants.traditionalShare("")).isEmpty();
    }

    @Test
    void convertsDocumentsInChineseOnly() throws IOException {
        assertThat(converted("zh", ChineseScript.SIMPLIFIED)).isEqualTo("汉语学习");
        assertThat(converted("cmn_Hant", ChineseScript.SIMPLIFIED)).isEqualTo("汉语学习");
        assertThat(converted("zh", ChineseScript.TRADITIONAL)).isEqualTo("漢語學習");
        assertThat(converted("ja", ChineseScript.SIMPLIFIED)).isEqualTo("漢語學习");
        assertThat(converted("und", ChineseScript.SIMPLIFIED)).isEqualTo("漢語學习");
    }

    @Test
    void narrowsLettersDigitsAndSignsButNoPunctuation() throws IOException {
        Draft draft = Draft.of("ＡＢＣ１２３％＋＝＠，。！（ｘ）：　ｶﾅ「中」～Ａ１");
        rule("narrow", ChineseScript.SIMPLIFIED).apply(draft);
        assertThat(draft.text()).isEqualTo("ABC123%+=@，。！（x）： ｶﾅ「中」～A1");
    }

    @Test
    void keepsTheContract() throws IOException, ClassNotFoundException {
        RuleContract.verify(rule("convert", ChineseScript.TRADITIONAL));
        RuleContract.verify(rule("narrow", ChineseScript.TRADITIONAL));
    }

    private static String converted(String language, ChineseScript to) throws IOException {
        Draft draft = new Draft(Document.of("id", "", "漢語學习").withLanguage(language, 1));
        rule("convert", to).apply(draft);
        return draft.text();
    }

    private static Rule rule(String name, ChineseScript to) throws IOException {
        return new ChineseRules(new ConvertConfig(to)).factories().get(name).create(new NoResources());
    }
}
