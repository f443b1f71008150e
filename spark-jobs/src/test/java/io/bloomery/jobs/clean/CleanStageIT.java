package io.bloomery.jobs.clean;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.data.document.DocumentId;
import io.bloomery.data.document.Quarantined;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.filter.CleanConfig;
import io.bloomery.data.source.HttpExchange;
import io.bloomery.data.source.SourceConfig;
import io.bloomery.data.source.WarcPageWriter;
import io.bloomery.jobs.config.TestConfig;
import io.bloomery.jobs.run.LocalSpark;
import io.bloomery.jobs.run.Progress;
import io.bloomery.jobs.run.RunId;
import io.bloomery.jobs.run.StageOutcome;
import io.bloomery.jobs.run.StageRunner;
import io.bloomery.jobs.storage.TableStore;
import io.bloomery.jobs.table.DocumentTable;
import io.bloomery.jobs.table.QuarantineTable;
import io.bloomery.jobs.table.RejectTable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanStageIT {

    private static final String PROSE = "The mill stands by the river, and its wheel has not turned for many years.";

    @TempDir
    java.nio.file.Path directory;

    @Test
    void givesEveryRecordExactlyOneRow() throws IOException {
        java.nio.file.Path input = Files.createDirectory(directory.resolve("in"));
        archive(
                input.resolve("a.warc.gz"),
                page("/a", "200 OK", "text/html", PROSE),
                page("/b", "404 Not Found", "text/html", PROSE));
        archive(
                input.resolve("b.warc.gz"),
                page("/c", "200 OK", "text/html", "The water in the river is cold."),
                page("/d", "200 OK", "application/pdf", "%PDF"),
                page("/e", "200 OK", "text/html", PROSE + " Nobody knows why."));
        damageTheEndOf(input.resolve("b.warc.gz"));

        StageOutcome outcome = run("tables", input);

        assertThat(fired(outcome))
                .isEqualTo(Map.of(
                        "kept",
                        1L,
                        "dropped.http-status",
                        1L,
                        "dropped.too-few-words",
                        1L,
                        "dropped.not-html",
                        1L,
                        "quarantined.gzip-truncated",
                        1L));
        assertThat(outcome.primary().manifest().counters().out()).containsEntry("dropped.too-many-words", 0L);
        assertThat(outcome.primary().manifest().counters().in()).isEqualTo(5);
        List<Row> kept = rows(outcome, DocumentTable.CLEAN);
        DocumentTable documents = DocumentTable.of(kept.get(0).schema());
        assertThat(kept.stream().map(documents::fromRow)).singleElement().satisfies(document -> {
            assertThat(document.id()).isEqualTo(DocumentId.ofUrl("http://mill.test/a"));
            assertThat(document.text()).isEqualTo(PROSE);
            assertThat(document.language()).isEqualTo("en");
            assertThat(document.host()).isEqualTo("mill.test");
            assertThat(document.signals().keySet()).contains("language", "word-count", "duplicate-10-grams");
        });
        assertThat(rows(outcome, RejectTable.CLEAN).stream().map(new RejectTable(documents)::fromRow))
                .extracting(
                        drop -> drop.document().url() + " " + drop.rule() + " " + drop.measured() + " " + drop.limit())
                .containsExactlyInAnyOrder(
                        "http://mill.test/b http-status 404.0 200.0",
                        "http://mill.test/c too-few-words 7.0 10.0",
                        "http://mill.test/d not-html 0.0 1.0");
        assertThat(rows(outcome, QuarantineTable.CLEAN).stream().map(QuarantineTable::fromRow))
                .singleElement()
                .extracting(Quarantined::reason)
                .isEqualTo("gzip-truncated");
    }

    @Test
    void keepsThePagesBeforeBytesThatFailHadoopsChecksum() throws IOException {
        Path file = new Path(Files.createDirectory(directory.resolve("in"))
                .resolve("a.warc.gz")
                .toUri());
        FileSystem local = FileSystem.getLocal(new Configuration());
        long damaged;
        try (OutputStream out = local.create(file);
                WarcPageWriter writer = new WarcPageWriter(out, "test", Instant.EPOCH, Map.of("software", "test"))) {
            writer.write(page("/a", "200 OK", "text/html", PROSE));
            damaged =
                    writer.write(page("/b", "200 OK", "text/html", noise(2000))).offset();
            writer.write(page("/c", "200 OK", "text/html", PROSE));
        }
        try (RandomAccessFile bytes = new RandomAccessFile(file.toUri().getPath(), "rw")) {
            bytes.seek(damaged + 1024);
            bytes.write(new byte[] {1, 2, 3, 4, 5});
        }

        StageOutcome outcome = run("tables", directory.resolve("in"));

        assertThat(fired(outcome)).isEqualTo(Map.of("kept", 1L, "quarantined.read-failed", 1L));
        assertThat(rows(outcome, QuarantineTable.CLEAN).stream().map(QuarantineTable::fromRow))
                .singleElement()
                .extracting(Quarantined::offset)
                .isEqualTo(damaged);
    }

    @Test
    void noticesThatAFileWasReplacedByOneOfTheSameLength() throws IOException {
        java.nio.file.Path file = Files.createDirectory(directory.resolve("in")).resolve("a.warc.gz");
        archive(file, page("/a", "200 OK", "text/html", PROSE));
        String glob = directory + "/in/*.warc.gz";
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH.plusSeconds(1)));
        SourceConfig source = config(glob).source();
        String first = SourceFiles.matching(glob, source, new Configuration()).digest();
        assertThat(SourceFiles.matching(glob, source, new Configuration()).digest())
                .isEqualTo(first);
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH.plusSeconds(2)));
        assertThat(SourceFiles.matching(glob, source, new Configuration()).digest())
                .isNotEqualTo(first);
    }

    @Test
    void givesTheSameContentInEveryRun() throws IOException {
        java.nio.file.Path input = Files.createDirectory(directory.resolve("in"));
        archive(
                input.resolve("a.warc.gz"),
                page("/a", "200 OK", "text/html", PROSE),
                page("/b", "200 OK", "text/html", "No."));

        StageOutcome first = run("first", input);
        StageOutcome second = run("second", input);

        assertThat(second.primary().fingerprint()).isEqualTo(first.primary().fingerprint());
        for (String table : List.of(DocumentTable.CLEAN, RejectTable.CLEAN, QuarantineTable.CLEAN)) {
            assertThat(second.table(table).manifest().contentDigest())
                    .isEqualTo(first.table(table).manifest().contentDigest());
        }
        assertThat(run("second", input).skipped()).isTrue();
    }

    @Test
    void rescoringWithOtherLimitsGivesTheTablesOfAFreshClean() throws IOException {
        java.nio.file.Path input = Files.createDirectory(directory.resolve("in"));
        archive(
                input.resolve("a.warc.gz"),
                page("/a", "200 OK", "text/html", PROSE),
                page("/b", "404 Not Found", "text/html", PROSE),
                page("/c", "200 OK", "text/html", "The water in the river is cold."),
                page("/d", "200 OK", "text/html", PROSE + " Nobody knows why."));
        damageTheEndOf(input.resolve("a.warc.gz"));
        run("rescored", input);
        Map<String, String> loose = new TreeMap<>(settings(input + "/*.warc.gz"));
        loose.put("clean.rules.multilingual.word-count.min", "7");
        loose.put("clean.rules.language.keep", "[en, de]");
        loose.put("clean.rules.multilingual.alphabetic-words.min-fraction", "0.9");
        loose.put("clean.rules.multilingual.stop-words.min-distinct", "1");

        StageOutcome rescored = runner("rescored").run(RescoreStage.of(stage(loose), store("rescored")));
        StageOutcome fresh = runner("fresh").run(stage(loose));

        assertThat(rescored.skipped()).isFalse();
        assertThat(rescored.primary().fingerprint()).isEqualTo(fresh.primary().fingerprint());
        assertThat(rescored.primary().manifest().counters())
                .isEqualTo(fresh.primary().manifest().counters());
        assertThat(fired(fresh)).containsEntry("kept", 2L).containsEntry("dropped.http-status", 1L);
        for (String table : CleanTables.NAMES) {
            assertThat(rescored.table(table).manifest().contentDigest())
                    .isEqualTo(fresh.table(table).manifest().contentDigest());
        }
    }

    @Test
    void refusesToRescoreWhatWasMeasuredOtherwise() throws IOException {
        java.nio.file.Path input = Files.createDirectory(directory.resolve("in"));
        archive(input.resolve("a.warc.gz"), page("/a", "200 OK", "text/html", PROSE));
        assertThatThrownBy(() -> RescoreStage.of(stage(settings(input + "/*.warc.gz")), store("other")))
                .hasMessageContaining("nothing was cleaned yet");
        run("other", input);
        Map<String, String> deeper = new TreeMap<>(settings(input + "/*.warc.gz"));
        deeper.put("clean.extract.max-depth", "100");

        assertThatThrownBy(() -> RescoreStage.of(stage(deeper), store("other")))
                .isInstanceOf(BloomeryException.class)
                .hasMessageContaining("extract was");
    }

    @Test
    void saysWhatIsMissingBeforeAnythingRuns() {
        assertThatThrownBy(() ->
                        CleanStage.of(config(directory + "/none/*.warc.gz"), Optional.empty(), new Configuration()))
                .isInstanceOf(BloomeryException.class)
                .hasMessageContaining("/none/*.warc.gz\" matches no file");
        assertThatThrownBy(() -> CleanStage.of(config(""), Optional.empty(), new Configuration()))
                .isInstanceOf(BloomeryException.class)
                .hasMessageContaining("clean.input is empty");
    }

    @Test
    void refusesAProfileThatMeasuresNothingBeforeAnythingRuns() throws IOException {
        java.nio.file.Path input = Files.createDirectory(directory.resolve("in"));
        archive(input.resolve("a.warc.gz"), page("/a", "200 OK", "text/html", PROSE));
        Map<String, String> nothing = new TreeMap<>(settings(input + "/*.warc.gz"));
        nothing.put("clean.profile", "plain");
        nothing.put("clean.profiles.plain", "[normalize]");

        assertThatThrownBy(() -> stage(nothing))
                .isInstanceOf(BloomeryException.class)
                .hasMessageContaining("clean.profile = plain measures a signal");
    }

    private StageOutcome run(String root, java.nio.file.Path input) throws IOException {
        return runner(root).run(stage(settings(input + "/*.warc.gz")));
    }

    private static CleanStage stage(Map<String, String> settings) throws IOException {
        return CleanStage.of(TestConfig.with(settings).clean(), Optional.empty(), new Configuration());
    }

    private StageRunner runner(String root) throws IOException {
        return new StageRunner(
                LocalSpark::session,
                store(root),
                new RunId("run-" + root),
                "test",
                Progress.silent(),
                Clock.systemUTC());
    }

    private TableStore store(String root) throws IOException {
        return new TableStore(
                FileSystem.getLocal(new Configuration()),
                new Path(directory.resolve(root).toUri()));
    }

    private static Map<String, Long> fired(StageOutcome outcome) {
        Map<String, Long> fired =
                new TreeMap<>(outcome.primary().manifest().counters().out());
        fired.values().removeIf(count -> count == 0);
        return fired;
    }

    private static List<Row> rows(StageOutcome outcome, String table) {
        return LocalSpark.session()
                .read()
                .parquet(outcome.table(table).path().toString())
                .collectAsList();
    }

    private static void archive(java.nio.file.Path file, HttpExchange... exchanges) throws IOException {
        try (WarcPageWriter writer =
                new WarcPageWriter(Files.newOutputStream(file), "test", Instant.EPOCH, Map.of("software", "test"))) {
            for (HttpExchange exchange : exchanges) {
                writer.write(exchange);
            }
        }
    }

    private static void damageTheEndOf(java.nio.file.Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        byte[] mark = "\u001f\u008b\b".getBytes(ISO_8859_1);
        int request = lastMember(bytes, mark, bytes.length);
        int response = lastMember(bytes, mark, request);
        Files.write(file, Arrays.copyOf(bytes, response + (request - response) / 2));
    }

    private static int lastMember(byte[] bytes, byte[] mark, int before) {
        for (int i = before - mark.length; i >= 0; i--) {
            if (Arrays.equals(bytes, i, i + mark.length, mark, 0, mark.length)) {
                return i;
            }
        }
        return -1;
    }

    /** Text that does not compress. */
    private static String noise(int length) {
        return new Random(1)
                .ints(length, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static HttpExchange page(String path, String status, String contentType, String text) {
        String body = "<html><body><main><p>" + text + "</p></main></body></html>";
        return new HttpExchange(
                "http://mill.test" + path,
                Instant.EPOCH,
                "",
                "GET " + path + " HTTP/1.1\r\nHost: mill.test\r\n\r\n",
                "HTTP/1.1 " + status + "\r\nContent-Type: " + contentType + "\r\n\r\n",
                body.getBytes(UTF_8));
    }

    private static CleanConfig config(String input) {
        return TestConfig.with(settings(input)).clean();
    }

    private static Map<String, String> settings(String input) {
        return Map.of(
                "clean.input", input,
                "clean.rules.language.keep", "[en]",
                "clean.rules.language.min-score", "0.3",
                "clean.rules.multilingual.short-text.min-characters", "0",
                "clean.rules.multilingual.word-count.min", "10");
    }
}
