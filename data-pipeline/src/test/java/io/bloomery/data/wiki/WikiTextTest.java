package io.bloomery.data.wiki;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WikiTextTest {

    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final int MANY = 100_000;

    private final WikiText english = new WikiText("en");

    /** What mwparserfromhell 0.7.2 gives with the procedure of NeMo Curator 1.4.0, but for spaces and line ends. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "'''Ore''' is ''rock''. ~Ore is rock.",
                "[[Iron|the metal]] and [[Slag]]s~the metal and Slags",
                "a [[A|b|c]] [[Foo (x)|]] d~a b|c  d",
                "a [[File:x.png|thumb|of [[b]] {{c}} [http://d e]]] z~a  z",
                "a {{b|{{c}}|d=[[e]]}} f~a  f",
                "{{{a|b}}} {{{c}}} {{{{{d}}}|e}} f~b   f",
                "{{a|[[b}} c]] d~ c]] d",
                "[http://x y z] [http://x] http://a/b [//q r] [mailto:s t] [u]~y z  http://a/b r t [u]",
                "a<ref name=\"b>c\">d</ref>e<ref group='n' />f~aef",
                "5 < 6 and 7 > 3 Map<String>~5 < 6 and 7 > 3 Map<String>",
                "<foo>a</foo> <b>c</b> <div style='x'>d</div>~a c d",
                "<math>E</math>a<gallery>\\nFile:b\\n</gallery>c~ac",
                "<nowiki>[[a]]</nowiki> <syntaxhighlight lang=\"c\">x[[1]];</syntaxhighlight>~[[a]] x[[1]];",
                "&lt;ref&gt; &#x41; &#66; &eacute; &copy &bogus; &;~<ref> A B é &copy &bogus; &;",
                "a <!-- b --> c~a  c",
                "a __NOTOC__ b__c__ ____~a  b__c__",
                "[[Category:Ores]] [[es:Mena]]~Ores es:Mena",
                "#REDIRECT [[Target]]~REDIRECT Target",
                "{{ unclosed [[x]]~{{ unclosed x"
            })
    void readsMarkupAsThePeerDoes(String wikitext, String expected) {
        assertThat(english.plain(wikitext.replace("\\n", "\n"))).isEqualTo(expected.strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "用-{zh-hant:電腦; zh-hans:计算机}-。~用计算机。",
                "-{zh-tw:巴士;zh-hk:公車}-~巴士",
                "-{A|zh-cn:博客; zh-tw:部落格;}-x~博客x",
                "a-{H|zh-cn:博客;zh-tw:部落格;}-b-{T|zh-hans:一}-~ab",
                "-{简体}- -{R|a:b}- -{zh-hans;zh-hant|x}-~简体 a:b x",
                "-{[[甲|乙]]}-丙~乙丙",
                "{{t|-{zh-hans:x}-}}y -{{{t}}甲}-~y 甲",
                "a-{{t}}b -{ unclosed~a-b -{ unclosed",
                "-{zh-hans:-{内}-;zh-hant:b}-~内"
            })
    void showsOneVariantOfALanguage(String wikitext, String expected) {
        assertThat(new WikiText("zh").plain(wikitext)).isEqualTo(expected);
    }

    @Test
    void knowsNoVariantsWhereALanguageHasNone() {
        assertThat(english.plain("x-{a:b}-y")).isEqualTo("x-{a:b}-y");
    }

    @Test
    void keepsHeadingsAndListItemsReadable() {
        assertThat(english.plain("Lead.\n== A [[b|B]] ==\n* one\n** two\n# three\n; term : meaning\n=== C ===\nEnd."))
                .isEqualTo("Lead.\n\nA B\none\ntwo\nthree\nterm : meaning\n\nC\nEnd.");
    }

    @Test
    void dropsTablesInTables() {
        assertThat(english.plain("a\n{| class=x\n|-\n| b\n{|\n| c\n|}\n|}\nd\n:{|\n|e\n|}\nf"))
                .isEqualTo("a\n\nd\n\nf");
        assertThat(english.plain("<table><tr><td>x</td></tr></table>y")).isEqualTo("y");
    }

    @Test
    void endsALineWhereATagDoes() {
        assertThat(english.plain("a<br>b<br/>c<BR />d")).isEqualTo("a\nb\nc\nd");
    }

    @Test
    void leavesNoMarkThatStandsAlone() {
        assertThat(english.plain("a <ref>b")).isEqualTo("a b");
        assertThat(english.plain("a </i> b <b> c")).isEqualTo("a  b  c");
        assertThat(english.plain("a <math> b")).isEqualTo("a  b");
        assertThat(english.plain("a ''b")).isEqualTo("a b");
        assertThat(english.plain("a <!-- b")).isEqualTo("a");
    }

    @ParameterizedTest
    @CsvSource({
        "de, [[Datei:a.png|b]][[Kategorie:Erz]], Erz",
        "zh, [[文件:a.png|b]][[分类:矿石]], 矿石",
        "vi, [[Tập_tin:a.png|b]][[Thể loại:Quặng]], Quặng",
        "en, [[Datei:a.png|b]][[Kategorie:Erz]], bKategorie:Erz",
        "xx, [[File:a.png|b]][[Category:Ore]], Ore"
    })
    void knowsTheNamespacesOfItsLanguage(String language, String wikitext, String expected) {
        assertThat(new WikiText(language).plain(wikitext)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\n", "{{a}}", "__TOC__", "<!-- -->"})
    void nothingToReadIsAnEmptyText(String wikitext) {
        assertThat(english.plain(wikitext)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{",
                "}}",
                "{{{",
                "[[",
                "]]",
                "[[a|",
                "[http://x ",
                "{|\n",
                "|}\n",
                "<ref>",
                "</ref>",
                "<b>",
                "<x>",
                "<math>",
                "<!--",
                "''",
                "= ",
                "\n=",
                "*",
                "\n*",
                "&",
                "&#",
                "__",
                "_",
                "|",
                "{{a|",
                "<ref a=\"",
                "  \n",
                "[[a\n",
                "{{[[<x>{|\n",
                "\ud800",
                "[[File:",
                "{{{a|"
            })
    void takesLinearTimeWhateverIsRepeated(String markup) {
        String repeated = markup.repeat(MANY) + "z";
        Assertions.assertTimeoutPreemptively(
                LONGEST, () -> assertThat(english.plain(repeated)).hasSizeLessThanOrEqualTo(repeated.length()));
    }

    @Test
    void takesLinearTimeForALongTextInManyLevels() {
        String nested = "[[a|".repeat(MANY) + "iron ".repeat(MANY) + "]]".repeat(MANY);
        Assertions.assertTimeoutPreemptively(
                LONGEST, () -> assertThat(english.plain(nested)).contains("iron iron"));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void survivesAnyMixOfMarkup(long seed) {
        String[] parts = {
            "{{",
            "}}",
            "{{{",
            "}}}",
            "[[",
            "]]",
            "|",
            "[http://x ",
            "]",
            "<ref>",
            "</ref>",
            "<b>",
            "</b>",
            "<x>",
            "</x>",
            "<nowiki>",
            "</nowiki>",
            "<!--",
            "-->",
            "''",
            "'''",
            "\n",
            "\n==",
            "==\n",
            "\n{|",
            "\n|}",
            "*",
            "&amp;",
            "&#",
            "File:",
            "Category:",
            ":",
            "a",
            " ",
            "\ud83d",
            "\ude00",
            "__",
            "/>",
            "\""
        };
        Random random = new Random(seed);
        StringBuilder wikitext = new StringBuilder();
        for (int i = random.nextInt(200); i > 0; i--) {
            wikitext.append(parts[random.nextInt(parts.length)]);
        }
        String once = english.plain(wikitext.toString());
        assertThat(english.plain(wikitext.toString())).isEqualTo(once);
        assertThat(once.length()).isLessThanOrEqualTo(2 * wikitext.length());
    }

    @Test
    void travelsToExecutors() throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new WikiText("de"));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(((WikiText) in.readObject()).plain("a[[Bild:x]]b")).isEqualTo("ab");
        }
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }
}
