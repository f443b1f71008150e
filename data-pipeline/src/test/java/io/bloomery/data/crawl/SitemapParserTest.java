package io.bloomery.data.crawl;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.data.url.CrawlUrl;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SitemapParserTest {

    private static final CrawlUrl URL =
            CrawlUrl.parse("http://a.test/maps/sitemap.xml").orElseThrow();
    private static final String MAP = """
            <?xml version="1.0" encoding="UTF-8"?>
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/image">
              <url><loc> http://a.test/1?a=b&amp;c=d </loc><lastmod>2026-01-01</lastmod>
                <image:image><image:loc>http://a.test/picture.png</image:loc></image:image></url>
              <url><loc><![CDATA[http://a.test/2]]></loc></url>
              <url><loc>http://a.test/1?a=b&amp;c=d</loc></url>
              <url><loc>nonsense</loc></url>
              <!-- <url><loc>http://a.test/3</loc></url> -->
            </urlset>
            """;

    @Test
    void readsASitemap() {
        SitemapUrls urls = parse(MAP.getBytes(UTF_8)).orElseThrow();
        assertThat(urls.pages()).containsExactly("http://a.test/1?a=b&c=d", "http://a.test/2");
        assertThat(urls.sitemaps()).isEmpty();
    }

    @Test
    void readsItPackedAndInAnotherEncoding() {
        assertThat(parse(FaultBodies.gzip(MAP.getBytes(UTF_8)))).isEqualTo(parse(MAP.getBytes(UTF_8)));
        assertThat(parse(MAP.replace("UTF-8", "UTF-16").getBytes(UTF_16))).isEqualTo(parse(MAP.getBytes(UTF_8)));
        assertThat(parse(("\ufeff" + MAP).getBytes(UTF_8))).isEqualTo(parse(MAP.getBytes(UTF_8)));
    }

    @Test
    void readsAnIndex() {
        String index = "<sitemapindex><sitemap><loc>http://a.test/s1.xml.gz</loc></sitemap>"
                + "<sitemap><loc>/s2.xml</loc></sitemap></sitemapindex>";
        SitemapUrls urls = parse(index.getBytes(UTF_8)).orElseThrow();
        assertThat(urls.sitemaps()).containsExactly("http://a.test/s1.xml.gz", "http://a.test/s2.xml");
        assertThat(urls.pages()).isEmpty();
    }

    @Test
    void readsFeeds() {
        String rss =
                "<rss><channel><link>http://a.test/</link><item><title>x</title><link>http://a.test/1</link></item>"
                        + "<item><link>/2</link></item></channel></rss>";
        assertThat(parse(rss.getBytes(UTF_8)).orElseThrow().pages())
                .containsExactly("http://a.test/1", "http://a.test/2");
        String atom = "<feed xmlns='http://www.w3.org/2005/Atom'><link rel='self' href='http://a.test/feed'/>"
                + "<entry><link rel='self' href='/e1.xml'/><link href='/e1'/></entry></feed>";
        assertThat(parse(atom.getBytes(UTF_8)).orElseThrow().pages()).containsExactly("http://a.test/e1");
        String rdf = "<rdf:RDF xmlns:rdf='r'><channel/><item><link>http://a.test/1</link></item></rdf:RDF>";
        assertThat(parse(rdf.getBytes(UTF_8)).orElseThrow().pages()).containsExactly("http://a.test/1");
    }

    @Test
    void readsAListOfLines() {
        assertThat(parse("\ufeffhttp://a.test/1\r\n\r\nnot a url\nhttp://a.test/2\n".getBytes(UTF_8))
                        .orElseThrow()
                        .pages())
                .containsExactly("http://a.test/1", "http://a.test/2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Not found", "<html><p>Not found</html>", "<!doctype html><title>x", "<urlset", "{\"a\": 1}"
            })
    void findsNothingInWhatIsNoSitemap(String content) {
        assertThat(parse(content.getBytes(UTF_8))).isEmpty();
    }

    @Test
    void keepsWhatComesBeforeAMistake() {
        String cut = MAP.substring(0, MAP.indexOf("<!--"));
        assertThat(parse(cut.getBytes(UTF_8)).orElseThrow().pages()).hasSize(2);
    }

    @Test
    void takesFiftyThousandUrlsAndNoMore() {
        StringBuilder map = new StringBuilder("<urlset>");
        for (int i = 0; i < SitemapUrls.MAX_URLS + 10; i++) {
            map.append("<url><loc>http://a.test/").append(i).append("</loc></url>");
        }
        assertThat(parse(map.toString().getBytes(UTF_8)).orElseThrow().pages()).hasSize(SitemapUrls.MAX_URLS);
    }

    @Test
    void expandsNoEntityAndReadsNoFile() {
        String bomb =
                "<!DOCTYPE urlset [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'><!ENTITY c SYSTEM 'file:///etc/passwd'>]>"
                        + "<urlset><url><loc>http://a.test/&b;</loc></url><url><loc>http://a.test/&c;</loc></url></urlset>";
        assertThat(parse(bomb.getBytes(UTF_8)).toString()).doesNotContain("aaaaaaaaaa", "root");
    }

    @Test
    void givesUpOnABombAndOnEndlessNesting() {
        byte[] bomb = FaultBodies.gzip(("<urlset>" + " ".repeat(SitemapUrls.MAX_BYTES + 1000)).getBytes(UTF_8));
        assertThat(parse(bomb)).isEmpty();
        assertThat(parse(("<urlset>" + "<url>".repeat(100_000)).getBytes(UTF_8)))
                .isEmpty();
        String longUrl = "<urlset><url><loc>http://a.test/" + "x".repeat(1_000_000) + "</loc></url></urlset>";
        assertThat(parse(longUrl.getBytes(UTF_8)).orElseThrow().pages()).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void survivesDamageAnywhere(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = i % 2 == 0 ? MAP.getBytes(UTF_8) : FaultBodies.gzip(MAP.getBytes(UTF_8));
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            assertThat(parse(damaged).map(urls -> urls.pages().size()).orElse(0))
                    .isLessThanOrEqualTo(3);
        }
    }

    private static Optional<SitemapUrls> parse(byte[] content) {
        return new SitemapParser().parse(URL, content);
    }
}
