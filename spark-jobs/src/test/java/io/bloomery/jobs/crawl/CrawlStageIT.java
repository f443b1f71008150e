package io.bloomery.jobs.crawl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.data.config.ByteSize;
import io.bloomery.data.crawl.CrawlBudget;
import io.bloomery.data.crawl.CrawlConfig;
import io.bloomery.data.crawl.CrawlScope;
import io.bloomery.data.crawl.NetworkConfig;
import io.bloomery.data.crawl.Parking;
import io.bloomery.data.crawl.Politeness;
import io.bloomery.data.crawl.RecrawlConfig;
import io.bloomery.data.crawl.RoundConfig;
import io.bloomery.data.crawl.TrapConfig;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.data.site.ArchiveSites;
import io.bloomery.data.source.Page;
import io.bloomery.data.source.WarcPages;
import io.bloomery.jobs.run.LocalSpark;
import io.bloomery.jobs.run.Progress;
import io.bloomery.jobs.run.RunId;
import io.bloomery.jobs.run.StageOutcome;
import io.bloomery.jobs.run.StageRunner;
import io.bloomery.jobs.storage.DataFile;
import io.bloomery.jobs.storage.PublishedTable;
import io.bloomery.jobs.storage.TableStore;
import io.bloomery.jobs.table.CrawlUrlTable;
import io.bloomery.jobs.table.FrontierTable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netpreserve.jwarc.WarcReader;

class CrawlStageIT {

    @TempDir
    private Path directory;

    private ArchiveSites sites;

    @BeforeEach
    void serve() throws IOException {
        sites = ArchiveSites.start(
                Map.of(
                        "a.test",
                                zip(
                                        "a.zip",
                                        Map.of(
                                                "index.html",
                                                "<a href=b.html>b</a> <a href=gone.html>g</a> <a" + " href=s.css>s</a>",
                                                "b.html",
                                                "<a href=http://other.test/>o</a> <a" + " href=/private/c.html>c</a>",
                                                "private/c.html",
                                                "<p>secret</p>",
                                                "s.css",
                                                "p {}")),
                        "b.test", zip("b.zip", Map.of("index.html", "<p>b</p>", "lonely.html", "<p>lonely</p>"))),
                List.of("/private/"),
                0);
    }

    @AfterEach
    void stop() {
        sites.close();
    }

    @Test
    void everyUrlEndsInItsStateAndEveryPageIsInTheArchive() throws IOException {
        StageOutcome outcome = crawl("root", config(100, sites.proxy()));

        assertThat(states(outcome.table(CrawlUrlTable.NAME)))
                .containsExactly(
                        "http://a.test/b.html 1 fetched 200",
                        "http://a.test/gone.html 1 not-found 404",
                        "http://a.test/index.html 0 fetched 200",
                        "http://a.test/private/c.html 1 blocked-by-robots 0",
                        "http://a.test/robots.txt 0 robots 200",
                        "http://a.test/s.css 1 not-html 200",
                        "http://a.test/sitemap.xml 0 sitemap 200",
                        "http://b.test/index.html 0 fetched 200",
                        "http://b.test/lonely.html 1 fetched 200",
                        "http://b.test/robots.txt 0 robots 200",
                        "http://b.test/sitemap.xml 0 sitemap 200",
                        "http://other.test/ 2 out-of-scope 0");
        PublishedTable pages = outcome.primary();
        assertThat(pages.manifest().counters().in()).isEqualTo(8);
        assertThat(pages.manifest().counters().kept()).isEqualTo(4);
        assertThat(pages.manifest().rows()).isEqualTo(4);
        assertThat(pages.manifest().files())
                .extracting(DataFile::path)
                .allMatch(name -> name.matches("part-0000[0-9]-of-0000[0-9]\\.warc\\.gz|index\\.cdxj"));
        assertThat(urlsThroughTheIndex(pages))
                .containsExactly(
                        "http://a.test/b.html",
                        "http://a.test/index.html",
                        "http://b.test/index.html",
                        "http://b.test/lonely.html");
    }

    @Test
    void twoCrawlsOfTheSamePagesHaveTheSameContent() throws IOException {
        StageOutcome first = crawl("one", config(100, sites.proxy()));
        StageOutcome second = crawl("two", config(100, sites.proxy()));
        for (String table : List.of(CrawlUrlTable.NAME, CrawlStage.PAGES)) {
            assertThat(second.table(table).fingerprint())
                    .isEqualTo(first.table(table).fingerprint());
            assertThat(second.table(table).manifest().contentDigest())
                    .isEqualTo(first.table(table).manifest().contentDigest());
        }
    }

    @Test
    void aRecrawlAsksWhatHasChangedAndVisitsWhatWasLeft() throws IOException {
        PublishedTable frontier = crawl("root", config(2, sites.proxy())).table(FrontierTable.NAME);
        StageOutcome again =
                crawl("root", config(100, sites.proxy(), frontier.path().toString()));
        assertThat(states(again.table(CrawlUrlTable.NAME)))
                .contains(
                        "http://a.test/index.html 0 not-modified 304",
                        "http://b.test/index.html 0 not-modified 304",
                        "http://a.test/b.html 1 fetched 200",
                        "http://b.test/lonely.html 1 fetched 200");
        assertThat(again.primary().manifest().parents()).hasSize(1);
        assertThat(recordTypes(again.primary()))
                .containsEntry("response", 2L)
                .containsEntry("revisit", 2L)
                .containsEntry("metadata", 2L)
                .containsEntry("request", 4L);
    }

    private static Map<String, Long> recordTypes(PublishedTable pages) throws IOException {
        Map<String, Long> types = new TreeMap<>();
        for (DataFile file : pages.manifest().files()) {
            if (file.path().endsWith(".warc.gz")) {
                try (WarcReader reader =
                        new WarcReader(Path.of(pages.file(file.path()).toUri().getPath()))) {
                    reader.records().forEach(record -> types.merge(record.type(), 1L, Long::sum));
                }
            }
        }
        return types;
    }

    @Test
    void stopsAtTheBudgetAndSaysWhatIsLeft() throws IOException {
        StageOutcome outcome = crawl("root", config(2, sites.proxy()));
        assertThat(outcome.primary().manifest().counters().out())
                .containsEntry("kept", 2L)
                .containsEntry("dropped.over-budget", 5L);
    }

    @Test
    void aCrawlThatBringsNothingStopsTheRunAndSaysWhy() {
        sites.close();
        assertThatThrownBy(() -> crawl("root", config(100, sites.proxy())))
                .isInstanceOfSatisfying(BloomeryException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE);
                    assertThat(e)
                            .hasMessageContaining("no page could be fetched from http://a.test/index.html")
                            .hasMessageContaining("robots-unreachable");
                });
    }

    @Test
    void aCrawlWithoutSeedsIsAMistakeInTheConfiguration() {
        CrawlConfig empty = new CrawlConfig(
                List.of(),
                CrawlScope.HOST,
                List.of(),
                List.of(),
                true,
                false,
                new TrapConfig(20, 3, 20, List.of()),
                config(1, "127.0.0.1:1").budget(),
                config(1, "127.0.0.1:1").politeness(),
                config(1, "127.0.0.1:1").round(),
                config(1, "127.0.0.1:1").recrawl(),
                config(1, "127.0.0.1:1").network());
        assertThatThrownBy(() -> crawl("root", empty)).hasMessage("crawl.seeds is empty: there is nothing to crawl");
    }

    private static CrawlConfig config(int maxPages, String proxy) {
        return config(maxPages, proxy, "");
    }

    private static CrawlConfig config(int maxPages, String proxy, String earlier) {
        return new CrawlConfig(
                List.of("http://a.test/index.html", "http://b.test/index.html"),
                CrawlScope.HOST,
                List.of(),
                List.of(),
                true,
                false,
                new TrapConfig(20, 3, 20, List.of()),
                new CrawlBudget(
                        maxPages,
                        maxPages,
                        maxPages,
                        ByteSize.ofMebibytes(100),
                        ByteSize.ofMebibytes(100),
                        ByteSize.ofMebibytes(100),
                        List.of(),
                        5,
                        1000,
                        ByteSize.ofMebibytes(1)),
                new Politeness(
                        "bloomery",
                        "",
                        Duration.ZERO,
                        Duration.ofSeconds(1),
                        0,
                        0,
                        new Parking(5, Duration.ofSeconds(1), Duration.ofSeconds(1), 0),
                        true),
                new RoundConfig(1000, Duration.ofMinutes(1), 8),
                new RecrawlConfig(earlier, Duration.ZERO, false, Duration.ofDays(1), Duration.ofDays(90)),
                new NetworkConfig(Duration.ofSeconds(10), Duration.ofSeconds(10), proxy, List.of("127.0.0.1")));
    }

    private StageOutcome crawl(String root, CrawlConfig config) throws IOException {
        TableStore store = new TableStore(
                FileSystem.getLocal(new Configuration()),
                new org.apache.hadoop.fs.Path(directory.resolve(root).toUri()));
        return new StageRunner(
                        LocalSpark::session, store, new RunId("run-1"), "test", Progress.silent(), Clock.systemUTC())
                .run(CrawlStage.of(config, store));
    }

    private static List<String> states(PublishedTable table) {
        return LocalSpark.session().read().parquet(table.path().toString()).orderBy("url").collectAsList().stream()
                .map(CrawlStageIT::state)
                .toList();
    }

    private static String state(Row row) {
        return row.getString(0) + " " + row.getInt(2) + " " + row.getString(3) + " " + row.getInt(4);
    }

    /** Reads each page alone, from the place that its index line names. */
    private static List<String> urlsThroughTheIndex(PublishedTable pages) throws IOException {
        Pattern place = Pattern.compile("\"length\":\"(\\d+)\",\"offset\":\"(\\d+)\",\"filename\":\"([^\"]+)\"");
        return Files.readString(Path.of(pages.file(ArchiveTable.INDEX).toUri().getPath()))
                .lines()
                .map(line -> {
                    Matcher matcher = place.matcher(line);
                    assertThat(matcher.find()).isTrue();
                    return page(
                            Path.of(pages.file(matcher.group(3)).toUri().getPath()),
                            Integer.parseInt(matcher.group(2)),
                            Integer.parseInt(matcher.group(1)));
                })
                .toList();
    }

    private static String page(Path file, int offset, int length) {
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(offset);
            return WarcPages.read(new ByteArrayInputStream(in.readNBytes(length)), file.toString())
                    .next()
                    .fold(Page::url, text -> text.document().url(), damaged -> damaged.toString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Path zip(String name, Map<String, String> pages) throws IOException {
        Path archive = directory.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            for (Map.Entry<String, String> page : pages.entrySet()) {
                zip.putNextEntry(new ZipEntry(page.getKey()));
                zip.write(page.getValue().getBytes(UTF_8));
                zip.closeEntry();
            }
        }
        return archive;
    }
}
