package io.bloomery.data.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.data.normalize.CcNetNormalizer.Punctuation;
import org.junit.jupiter.api.Test;

class ComparisonFormsTest {

    private static final SimplifyConfig ALL = new SimplifyConfig(true, true, true, true, true, true, true);

    @Test
    void simplifiesAsDatatroveDoes() {
        TextSimplifier simplifier = new TextSimplifier(ALL);
        assertThat(simplifier.simplify("|$17.56||1|\n|$15.37||2599|")).isEqualTo("0 0 0 0");
        assertThat(simplifier.simplify(" Café, Monday 3 MAY 1.234.567! ")).isEqualTo("cafe WEEKDAY 0 MONTH 0 0");
        assertThat(simplifier.simplify("")).isEmpty();
    }

    @Test
    void changesNothingThatIsSwitchedOff() {
        TextSimplifier nothing =
                new TextSimplifier(new SimplifyConfig(false, false, false, false, false, false, false));
        assertThat(nothing.simplify("É 1,5  Monday!")).isEqualTo("É 1,5  Monday!");
    }

    @Test
    void transliteratesForDclm() {
        assertThat(CcNetNormalizer.transliterated("北亰 29 \u00a0")).isEqualTo("Bei Jing  00");
        assertThat(CcNetNormalizer.transliterated("😃 kožušček")).isEqualTo(" kozuscek");
    }

    @Test
    void normalizesForCcNetsModels() {
        assertThat(CcNetNormalizer.normalize(" Élan… №５\u0007 ", true, true, true, Punctuation.REPLACED))
                .isEqualTo("elan... №0");
        assertThat(CcNetNormalizer.normalize("É…5", false, false, false, Punctuation.KEPT))
                .isEqualTo("É…5");
        assertThat(CcNetNormalizer.normalize("«a»", true, true, true, Punctuation.REMOVED))
                .isEqualTo("a");
    }

    @Test
    void takesSymbolsOutForTextDedup() {
        assertThat(CcNetNormalizer.withoutSymbols(" Test@123.com ©\ud800\t")).isEqualTo("test000com ");
    }

    @Test
    void joinsBrokenWordsOfNews() {
        assertThat(NewsCopyNormalizer.normalize("Test-\nword's and\nnormal 世界")).isEqualTo("Testwords and normal ");
    }
}
