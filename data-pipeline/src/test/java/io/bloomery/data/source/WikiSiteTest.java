package io.bloomery.data.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WikiSiteTest {

    @ParameterizedTest
    @CsvSource({
        "/d/enwiki-20260101-pages-articles.xml.bz2, '', en, enwiki, en.wikipedia.org",
        "zh_yuewiki-20260101-pages-articles.xml, '', zh-yue, zh_yuewiki, zh-yue.wikipedia.org",
        "dewiktionary-latest-pages.xml.gz, '', de, dewiktionary, de.wiktionary.org",
        "enwikisource-1.xml, fr, fr, frwikisource, fr.wikisource.org",
        "dump.xml, '', en, enwiki, en.wikipedia.org",
        "dump.xml, ja, ja, jawiki, ja.wikipedia.org",
        "commonswiki.xml, '', en, enwiki, en.wikipedia.org",
        "xwikiother-1.xml, '', en, enwiki, en.wikipedia.org"
    })
    void isToldByTheNameOfTheDump(String file, String language, String of, String database, String host) {
        assertThat(WikiSite.of(file, language)).isEqualTo(new WikiSite(of, database, host));
    }

    @Test
    void escapesTitlesInUrls() {
        assertThat(WikiSite.of("enwiki-1.xml", "").url("AC/DC_(100%)?é"))
                .isEqualTo("https://en.wikipedia.org/wiki/AC/DC_%28100%25%29%3F%C3%A9");
    }
}
