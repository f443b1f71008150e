package io.bloomery.data.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.data.document.Document;
import io.bloomery.data.step.NoResources;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleContract;
import io.bloomery.data.step.RuleSet;
import io.bloomery.data.step.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageIdentifierTest {

    private static final String ENGLISH =
            "Our neighbours bought an old mill near the river and want to turn it into a library.";
    private static final String GERMAN =
            "Unsere Nachbarn haben eine alte Mühle am Fluss gekauft und wollen daraus eine Bücherei machen.";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | Our neighbours bought an old mill near the river and want to turn it into a library.
            de | Unsere Nachbarn haben eine alte Mühle am Fluss gekauft und wollen daraus eine Bücherei machen.
            fr | Nos voisins ont acheté un vieux moulin près de la rivière et veulent en faire une bibliothèque.
            es | Nuestros vecinos compraron un viejo molino cerca del río y quieren convertirlo en una biblioteca.
            it | I nostri vicini hanno comprato un vecchio mulino vicino al fiume e vogliono farne una biblioteca.
            pt | Os nossos vizinhos compraram um velho moinho perto do rio e querem transformá-lo numa biblioteca.
            nl | Onze buren hebben een oude molen bij de rivier gekocht en willen er een bibliotheek van maken.
            pl | Nasi sąsiedzi kupili stary młyn nad rzeką i chcą zamienić go w bibliotekę dla całej wsi.
            sv | Våra grannar köpte en gammal kvarn nära floden och vill göra om den till ett bibliotek.
            fi | Naapurimme ostivat vanhan myllyn joen läheltä ja haluavat tehdä siitä kirjaston kylälle.
            cs | Naši sousedé koupili starý mlýn u řeky a chtějí z něj udělat knihovnu pro celou vesnici.
            hu | A szomszédaink vettek egy régi malmot a folyó közelében, és könyvtárat akarnak belőle csinálni.
            ro | Vecinii noștri au cumpărat o moară veche lângă râu și vor să o transforme într-o bibliotecă.
            tr | Komşularımız nehrin yakınında eski bir değirmen satın aldı ve onu kütüphaneye çevirmek istiyor.
            vi | Hàng xóm của chúng tôi đã mua một cối xay cũ gần sông và muốn biến nó thành thư viện.
            id | Tetangga kami membeli kincir tua di dekat sungai dan ingin mengubahnya menjadi perpustakaan.
            ru | Наши соседи купили старую мельницу у реки и хотят превратить её в библиотеку для всей деревни.
            uk | Наші сусіди купили старий млин біля річки і хочуть перетворити його на бібліотеку для всього села.
            bg | Нашите съседи купиха стара мелница край реката и искат да я превърнат в библиотека за селото.
            """)
    void tellsLanguagesOfOneScriptApart(String language, String text) {
        assertThat(LanguageIdentifier.identify(text).language()).isEqualTo(language);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            zh | 我们的邻居买了河边的一座旧磨坊，想把它改成图书馆。
            zh | 我們的鄰居買了河邊的一座舊磨坊，想把它改成圖書館。
            ja | 近所の人が川のそばの古い水車小屋を買って、図書館にしたいと言っています。
            ko | 우리 이웃은 강가의 오래된 방앗간을 사서 도서관으로 만들고 싶어 한다.
            ar | اشترى جيراننا طاحونة قديمة قرب النهر ويريدون تحويلها إلى مكتبة عامة.
            fa | همسایه‌های ما یک آسیاب قدیمی نزدیک رودخانه خریدند و می‌خواهند آن را کتابخانه کنند.
            th | เพื่อนบ้านของเราซื้อโรงสีเก่าใกล้แม่น้ำและอยากทำเป็นห้องสมุด
            el | Οι γείτονές μας αγόρασαν έναν παλιό μύλο κοντά στο ποτάμι.
            he | השכנים שלנו קנו טחנה ישנה ליד הנהר ורוצים להפוך אותה לספרייה.
            hi | हमारे पड़ोसियों ने नदी के पास एक पुरानी चक्की खरीदी है।
            """)
    void tellsLanguagesByTheirScript(String language, String text) {
        Guess guess = LanguageIdentifier.identify(text);
        assertThat(guess.language()).isEqualTo(language);
        assertThat(guess.score()).isGreaterThan(0.9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "12345 67890 !!!", "Hello"})
    void saysUndeterminedForTooLittleText(String text) {
        assertThat(LanguageIdentifier.identify(text)).isEqualTo(new Guess("und", 0));
    }

    @Test
    void isSureOfProseAndNotOfWordsWithoutMeaning() {
        assertThat(LanguageIdentifier.identify(ENGLISH).score()).isGreaterThan(0.65);
        assertThat(LanguageIdentifier.identify("xqzt vrblk pflumxx kwqqz jjhgt zzrtp mnbvx qwrtp lkjhg")
                        .score())
                .isLessThan(0.4);
    }

    @Test
    void readsChineseAmongCode() {
        String text = "String name = reader.readLine(); 这个方法读取一行文字，然后返回字符串。如果没有更多的内容，就返回空值。";
        assertThat(LanguageIdentifier.identify(text).language()).isEqualTo("zh");
    }

    @Test
    void dropsWhatIsNotWantedAndNamesWhatItKeeps() {
        RuleSet rules = rules(List.of("en"), 0.5);

        assertThat(rules.apply(document(ENGLISH)).document().language()).isEqualTo("en");
        assertThat(rules.apply(document(ENGLISH))).isInstanceOf(Verdict.Keep.class);
        Verdict.Drop drop = (Verdict.Drop) rules.apply(document(GERMAN));
        assertThat(drop.rule()).isEqualTo("language");
        assertThat(drop.document().language()).isEqualTo("de");
        assertThat(drop.measured()).isZero();
    }

    @Test
    void keepsEveryLanguageWhenNoneIsNamed() {
        RuleSet rules = rules(List.of(), 0.5);
        assertThat(rules.apply(document(GERMAN))).isInstanceOf(Verdict.Keep.class);
        assertThat(rules.apply(document("")))
                .isEqualTo(new Verdict.Drop(
                        document("").withLanguage("und", 0).withSignals(Map.of("language", 0.0)), "language", 0, 0.5));
    }

    @Test
    void switchesOffAtAScoreOfZero() {
        assertThat(rules(List.of(), 0).apply(document(""))).isInstanceOf(Verdict.Keep.class);
    }

    @Test
    void dropsAnUnwantedLanguageEvenWhereEveryConfidenceWillDo() {
        assertThat(rules(List.of("en"), 0).apply(document(GERMAN))).isInstanceOf(Verdict.Drop.class);
        assertThat(rules(List.of("de"), 0).apply(document(GERMAN))).isInstanceOf(Verdict.Keep.class);
    }

    @Test
    void wantsOtherLanguagesLaterWithoutTheText() {
        Document judged = rules(List.of("en"), 0.5).apply(document(GERMAN)).document();

        assertThat(rules(List.of("de"), 0.5).rescore(judged)).isInstanceOf(Verdict.Keep.class);
        assertThat(rules(List.of("en"), 0.5).rescore(judged)).isInstanceOf(Verdict.Drop.class);
    }

    @Test
    void keepsTheContract() throws IOException, ClassNotFoundException {
        RuleContract.verify(rule(List.of("en", "zh"), 0.5));
    }

    @Test
    void refusesLanguagesItCannotName() {
        assertThatThrownBy(() -> new LanguageConfig(List.of("xx"), 0.5, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("keep names the language 'xx', which is none of [am, ar, bg,");
        assertThatThrownBy(() -> new LanguageConfig(List.of(), 1.5, ""))
                .hasMessage("min-score must be in [0, 1] but is 1.5");
    }

    private static RuleSet rules(List<String> keep, double minScore) {
        return new RuleSet(List.of(rule(keep, minScore)), true);
    }

    private static Rule rule(List<String> keep, double minScore) {
        try {
            return LanguageRule.of(new LanguageConfig(keep, minScore, ""), new NoResources());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Document document(String text) {
        return Document.of("id", "", text);
    }
}
