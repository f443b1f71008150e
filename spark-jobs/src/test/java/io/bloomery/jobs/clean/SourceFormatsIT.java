package io.bloomery.jobs.clean;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import io.bloomery.data.document.Document;
import io.bloomery.data.document.Quarantined;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.jobs.config.TestConfig;
import io.bloomery.jobs.run.LocalSpark;
import io.bloomery.jobs.run.Progress;
import io.bloomery.jobs.run.RunId;
import io.bloomery.jobs.run.StageOutcome;
import io.bloomery.jobs.run.StageRunner;
import io.bloomery.jobs.storage.TableStore;
import io.bloomery.jobs.table.DocumentTable;
import io.bloomery.jobs.table.QuarantineTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every format that a source can have, through the whole stage. */
class SourceFormatsIT {

    private static final String PROSE = "The mill stands by the river, and its wheel has not turned for many years.";

    @TempDir
    java.nio.file.Path directory;

    @Test
    void readsOneFileOfEachFormatInOneGlob() throws IOException {
        java.nio.file.Path input = Files.createDirectory(directory.resolve("in"));
        write(input);
        FileSystem local = FileSystem.getLocal(new Configuration());

        StageOutcome outcome = run(local, directory.resolve("out").toUri().toString(), input + "/*", Map.of());

        assertThat(sources(outcome)).isEqualTo(expected());
        assertThat(fired(outcome)).isEqualTo(Map.of("kept", 11L));
        assertThat(document(outcome, "enwiki-7")).satisfies(page -> {
            assertThat(page.url()).isEqualTo("https://en.wikipedia.org/wiki/Mill%20wheel");
            assertThat(page.date()).isEqualTo("2026-01-02T03:04:05Z");
            assertThat(page.text()).isEqualTo(PROSE + " It was built of oak.");
        });
        assertThat(document(outcome, "p1")).satisfies(row -> {
            assertThat(row.url()).isEqualTo("http://mill.test/p1");
            assertThat(row.host()).isEqualTo("mill.test");
            assertThat(row.dump()).isEqualTo("dump-1");
            assertThat(row.date()).isEqualTo("2026-01-02T03:04:05Z");
        });
    }

    @Test
    void readsTheSameFromHdfs() throws IOException {
        java.nio.file.Path input = Files.createDirectory(directory.resolve("in"));
        write(input);
        Configuration configuration = new Configuration();
        configuration.set(
                MiniDFSCluster.HDFS_MINIDFS_BASEDIR, directory.resolve("dfs").toString());
        try (MiniDFSCluster cluster =
                new MiniDFSCluster.Builder(configuration).numDataNodes(1).build()) {
            FileSystem hdfs = cluster.getFileSystem();
            hdfs.copyFromLocalFile(new Path(input.toUri()), new Path("/in"));
            StageOutcome outcome = run(hdfs, hdfs.getUri() + "/out", hdfs.getUri() + "/in", Map.of());
            assertThat(sources(outcome)).isEqualTo(expected());
        }
    }

    @Test
    void givesTheSameRowsHoweverFilesAreSplit() throws IOException {
        java.nio.file.Path input = Files.createDirectory(directory.resolve("in"));
        byte[] lines = IntStream.range(0, 300)
                .mapToObj(i -> "{\"text\": \"" + PROSE + " " + i + "\"}\n")
                .collect(Collectors.joining())
                .getBytes(UTF_8);
        Files.write(input.resolve("a.jsonl"), lines);
        Files.write(input.resolve("b.jsonl.bz2"), packed(lines, BZip2CompressorOutputStream::new));
        parquet(input.resolve("c.parquet"), 300);
        FileSystem local = FileSystem.getLocal(new Configuration());

        StageOutcome whole = run(local, directory.resolve("whole").toUri().toString(), input + "/*", Map.of());
        StageOutcome split = run(
                local,
                directory.resolve("split").toUri().toString(),
                input + "/*",
                Map.of("clean.source.split-size", "1 KiB"));

        assertThat(fired(whole)).isEqualTo(Map.of("kept", 900L));
        assertThat(split.primary().manifest().contentDigest())
                .isEqualTo(whole.primary().manifest().contentDigest());
        assertThat(split.primary().manifest().files().size())
                .isGreaterThan(whole.primary().manifest().files().size());
    }

    @Test
    void quarantinesWhatCannotBeReadAndKeepsTheRest() throws IOException {
        java.nio.file.Path input = Files.createDirectory(directory.resolve("in"));
        String line = "{\"text\": \"" + PROSE + "\"}\n";
        Files.writeString(input.resolve("a.jsonl"), line + "{broken\n" + "{\"id\": 1}\n" + line);
        parquet(input.resolve("b.parquet"), 10);
        damageParquet(input.resolve("b.parquet"));
        Files.writeString(input.resolve("c.parquet"), "no Parquet");
        Files.write(input.resolve("d.txt"), new byte[] {'a', (byte) 0xff});
        FileSystem local = FileSystem.getLocal(new Configuration());

        StageOutcome outcome = run(local, directory.resolve("out").toUri().toString(), input + "/*", Map.of());

        Map<String, String> reasons = rows(outcome, QuarantineTable.CLEAN).stream()
                .map(QuarantineTable::fromRow)
                .collect(Collectors.groupingBy(
                        bad -> bad.filePath().substring(bad.filePath().lastIndexOf('/') + 1),
                        TreeMap::new,
                        Collectors.mapping(Quarantined::reason, Collectors.joining(" "))));
        assertThat(reasons)
                .isEqualTo(Map.of(
                        "a.jsonl", "json-corrupt text-missing",
                        "b.parquet", "parquet-corrupt",
                        "c.parquet", "parquet-corrupt",
                        "d.txt", "text-corrupt"));
        assertThat(outcome.primary().manifest().counters().out()).containsEntry("kept", 2L);
    }

    @Test
    void saysBeforeTheJobStartsWhatItCannotRead() throws IOException {
        Files.writeString(directory.resolve("notes"), "just notes");
        assertThatThrownBy(() -> CleanStage.of(
                        TestConfig.with(Map.of("clean.input", directory + "/notes"))
                                .clean(),
                        Optional.empty(),
                        new Configuration()))
                .isInstanceOfSatisfying(
                        BloomeryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION))
                .hasMessageContaining("tell what it holds");
        Files.createDirectories(directory.resolve("empty/_hidden"));
        Files.writeString(directory.resolve("empty/_hidden/a.txt"), "a");
        assertThatThrownBy(() -> CleanStage.of(
                        TestConfig.with(Map.of("clean.input", directory + "/empty"))
                                .clean(),
                        Optional.empty(),
                        new Configuration()))
                .hasMessageContaining("matches no file");
    }

    private static Map<String, Long> expected() {
        return new TreeMap<>(Map.of("jsonl", 5L, "parquet", 2L, "text", 1L, "html", 1L, "wet", 1L, "wikipedia", 1L));
    }

    /** One file of each format and compression, in folders of several levels; the crawl's own format has its own test. */
    private void write(java.nio.file.Path input) throws IOException {
        java.nio.file.Path deep = Files.createDirectories(input.resolve("folder/deep"));
        byte[] line = ("{\"text\": \"" + PROSE + "\"}\n").getBytes(UTF_8);
        Files.write(input.resolve("a.jsonl"), line);
        Files.write(input.resolve("b.jsonl.gz"), packed(line, GZIPOutputStream::new));
        Files.write(input.resolve("c.json.zst"), packed(line, ZstdOutputStream::new));
        Files.write(input.resolve("d.ndjson.bz2"), packed(line, BZip2CompressorOutputStream::new));
        Files.write(input.resolve("unnamed"), line);
        parquet(input.resolve("e.parquet"), 2);
        Files.writeString(deep.resolve("f.txt"), PROSE);
        Files.writeString(deep.resolve("g.html"), "<html><body><main><p>" + PROSE + "</p></main></body></html>");
        Files.write(
                deep.resolve("enwiki-1-pages.xml.bz2"),
                packed(
                        ("<mediawiki><page><title>Mill wheel</title><ns>0</ns><id>7</id><revision><timestamp>"
                                        + "2026-01-02T03:04:05Z</timestamp><text>" + PROSE
                                        + " It was [[building|built]] of"
                                        + " [[oak]].</text></revision></page><page><title>Mill</title><ns>0</ns><id>8</id><redirect"
                                        + " title=\"Mill wheel\"/><revision><text>#REDIRECT</text></revision>"
                                        + "</page></mediawiki>")
                                .getBytes(UTF_8),
                        BZip2CompressorOutputStream::new));
        String wet = "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI:"
                + " http://mill.test/wet\r\nContent-Type: text/plain\r\nContent-Length: " + PROSE.length() + "\r\n\r\n"
                + PROSE + "\r\n\r\n";
        Files.write(deep.resolve("h.warc.wet.gz"), packed(wet.getBytes(UTF_8), GZIPOutputStream::new));
    }

    private static void parquet(java.nio.file.Path file, int rows) throws IOException {
        StructType schema = new StructType()
                .add("content", DataTypes.StringType)
                .add("id", DataTypes.StringType)
                .add("dump", DataTypes.StringType)
                .add("date", DataTypes.TimestampType)
                .add(
                        "metadata",
                        new StructType().add("url", DataTypes.StringType).add("score", DataTypes.DoubleType))
                .add("tags", DataTypes.createArrayType(DataTypes.StringType));
        List<Row> content = IntStream.rangeClosed(1, rows)
                .mapToObj(i -> RowFactory.create(
                        PROSE + " " + i,
                        "p" + i,
                        "dump-" + i,
                        java.sql.Timestamp.from(Instant.parse("2026-01-02T03:04:05Z")),
                        RowFactory.create("http://mill.test/p" + i, 0.5),
                        new String[] {"a"}))
                .toList();
        java.nio.file.Path written = file.resolveSibling("_" + file.getFileName());
        LocalSpark.session()
                .createDataFrame(content, schema)
                .coalesce(1)
                .write()
                .option("parquet.block.size", "2048")
                .option("parquet.page.size", "512")
                .option("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
                .parquet(written.toString());
        try (var files = Files.list(written)) {
            Files.move(
                    files.filter(part -> part.toString().endsWith(".parquet"))
                            .findFirst()
                            .orElseThrow(),
                    file);
        }
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
    }

    /** Turns round a byte of the first page. */
    private static void damageParquet(java.nio.file.Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[60] ^= 0x55;
        Files.write(file, bytes);
    }

    private StageOutcome run(FileSystem fileSystem, String root, String glob, Map<String, String> more)
            throws IOException {
        Map<String, String> settings = new HashMap<>(Map.of(
                "clean.input", glob,
                "clean.rules.language.keep", "[en]",
                "clean.rules.language.min-score", "0.3",
                "clean.rules.multilingual.short-text.min-characters", "0",
                "clean.rules.multilingual.word-count.min", "10"));
        settings.putAll(more);
        return new StageRunner(
                        LocalSpark::session,
                        new TableStore(fileSystem, new Path(root)),
                        new RunId("run-1"),
                        "test",
                        Progress.silent(),
                        Clock.systemUTC())
                .run(CleanStage.of(TestConfig.with(settings).clean(), Optional.empty(), fileSystem.getConf()));
    }

    private static Map<String, Long> fired(StageOutcome outcome) {
        Map<String, Long> fired =
                new TreeMap<>(outcome.primary().manifest().counters().out());
        fired.values().removeIf(count -> count == 0);
        return fired;
    }

    private static Map<String, Long> sources(StageOutcome outcome) {
        return documents(outcome).stream()
                .collect(Collectors.groupingBy(Document::source, TreeMap::new, Collectors.counting()));
    }

    private static Document document(StageOutcome outcome, String id) {
        return documents(outcome).stream()
                .collect(Collectors.toMap(Document::id, Function.identity()))
                .get(id);
    }

    private static List<Document> documents(StageOutcome outcome) {
        List<Row> rows = rows(outcome, DocumentTable.CLEAN);
        DocumentTable table = DocumentTable.of(rows.get(0).schema());
        return rows.stream().map(table::fromRow).toList();
    }

    private static List<Row> rows(StageOutcome outcome, String table) {
        return LocalSpark.session()
                .read()
                .parquet(outcome.table(table).path().toString())
                .collectAsList();
    }

    private static byte[] packed(byte[] content, Packer packer) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = packer.open(packed)) {
            out.write(content);
        }
        return packed.toByteArray();
    }

    /** Opens a stream that packs. */
    private interface Packer {
        OutputStream open(OutputStream out) throws IOException;
    }
}
