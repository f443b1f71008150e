package io.bloomery.data.crawl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.bloomery.data.site.ArchiveSites;
import io.bloomery.data.source.Page;
import io.bloomery.data.source.SourceRecord;
import io.bloomery.data.source.WarcPageWriter;
import io.bloomery.data.source.WarcPages;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real fetcher against real sites, round by round, as the Spark stage does it. */
class SiteCrawlTest {

    private static final String SITE = "http://docs.test/";

    @TempDir
    private Path directory;

    @Test
    void everyUrlOfASiteEndsInItsState() throws IOException {
        Path archive = directory.resolve("site.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            add(zip, "index.html", "<a href=a/b.html>b</a><a href=gone.html>g</a><a href=http://other.test/>o</a>");
            add(zip, "a/b.html", "<a href=../style.css>s</a><a href=/private/p.html>p</a>");
            add(zip, "private/p.html", "<p>secret</p>");
            add(zip, "lonely.html", "<meta name=robots content=noindex>");
            add(zip, "style.css", "p {}");
        }
        ByteArrayOutputStream warc = new ByteArrayOutputStream();
        Map<String, CrawlState> states = new TreeMap<>();
        try (ArchiveSites sites = ArchiveSites.start(Map.of("docs.test", archive), List.of("/private/"), 0);
                WarcPageWriter writer = new WarcPageWriter(warc, "a.warc.gz", FakeWeb.NOW, Map.of())) {
            CrawlConfig config = Configs.through(
                    sites.proxy(),
                    List.of("127.0.0.1"),
                    Duration.ofSeconds(10),
                    sites.frontPages().get(0));
            crawl(config, writer)
                    .forEach(outcome -> states.put(outcome.target().url().toString(), outcome.state()));
        }
        assertThat(states)
                .containsOnly(
                        entry("http://other.test/", CrawlState.OUT_OF_SCOPE),
                        entry(SITE + "a/b.html", CrawlState.FETCHED),
                        entry(SITE + "gone.html", CrawlState.NOT_FOUND),
                        entry(SITE + "index.html", CrawlState.FETCHED),
                        entry(SITE + "lonely.html", CrawlState.NO_INDEX),
                        entry(SITE + "private/p.html", CrawlState.BLOCKED_BY_ROBOTS),
                        entry(SITE + "sitemap.xml", CrawlState.SITEMAP),
                        entry(SITE + "style.css", CrawlState.NOT_HTML));
        assertThat(pages(warc.toByteArray()))
                .extracting(Page::url)
                .containsExactly(SITE + "index.html", SITE + "a/b.html");
    }

    private static List<CrawlOutcome> crawl(CrawlConfig config, WarcPageWriter writer) {
        Frontier frontier = new Frontier(config);
        List<CrawlOutcome> all = new ArrayList<>();
        try (HttpFetcher fetcher = new HttpFetcher(config, Clock.systemUTC())) {
            boolean first = true;
            for (List<CrawlTarget> round = frontier.nextRound(1000);
                    !round.isEmpty();
                    round = frontier.nextRound(1000)) {
                HostCrawl visit = new HostCrawl(
                        config, fetcher, new SitemapParser(), pause -> {}, Clock.systemUTC(), writer::write);
                List<CrawlOutcome> outcomes = new ArrayList<>();
                visit.visit(round, first).forEachRemaining(outcomes::add);
                frontier.accept(outcomes);
                all.addAll(outcomes);
                first = false;
            }
        }
        all.addAll(frontier.unvisited());
        return all;
    }

    private static List<Page> pages(byte[] warc) {
        List<Page> pages = new ArrayList<>();
        Iterator<SourceRecord> found = WarcPages.read(new ByteArrayInputStream(warc), "a.warc.gz");
        found.forEachRemaining(page -> pages.add((Page) page));
        return pages;
    }

    private static void add(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(UTF_8));
        zip.closeEntry();
    }
}
