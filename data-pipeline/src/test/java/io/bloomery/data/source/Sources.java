package io.bloomery.data.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bloomery.data.config.ByteSize;
import io.bloomery.data.document.Document;
import io.bloomery.data.document.Quarantined;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** Settings of sources, files of known records, and their records, for tests. */
final class Sources {

    static final SourceConfig CONFIG = config(1 << 20);

    private Sources() {}

    static SourceConfig config(int maxRecordBytes) {
        return new SourceConfig(
                SourceFormat.AUTO,
                new ByteSize(1 << 20),
                new ByteSize(maxRecordBytes),
                "UTF-8",
                new FieldsConfig(
                        List.of("text", "content"),
                        List.of("id"),
                        List.of("url", "metadata.url"),
                        List.of("date"),
                        List.of("language"),
                        List.of("dump"),
                        List.of("license"),
                        List.of("source")),
                new WikipediaConfig("", List.of("0"), true));
    }

    /** Lines of JSON with the ids {@code 0}, {@code 1}, ... */
    static byte[] jsonLines(int count, int textLength) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append("{\"id\": \"").append(i).append("\", \"text\": \"").append(text(i, textLength));
            lines.append("\"}\n");
        }
        return lines.toString().getBytes(UTF_8);
    }

    /** A dump with pages of the ids {@code 0}, {@code 1}, ... */
    static byte[] dump(int count, int textLength) {
        StringBuilder dump = new StringBuilder("<mediawiki>\n  <siteinfo><dbname>enwiki</dbname></siteinfo>\n");
        for (int i = 0; i < count; i++) {
            dump.append(page("Page " + i, "0", Integer.toString(i), text(i, textLength)));
        }
        return dump.append("</mediawiki>\n").toString().getBytes(UTF_8);
    }

    static String page(String title, String namespace, String id, String text) {
        return "  <page>\n    <title>" + title + "</title>\n    <ns>" + namespace + "</ns>\n    <id>" + id
                + "</id>\n    <revision>\n      <id>77</id>\n      <timestamp>2026-01-02T03:04:05Z</timestamp>\n"
                + "      <model>wikitext</model>\n      <text bytes=\"1\" xml:space=\"preserve\">" + text
                + "</text>\n    </revision>\n  </page>\n";
    }

    /** Text that does not compress to nothing. */
    static String text(int seed, int length) {
        return new java.util.Random(seed)
                .ints(length, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    static List<SourceRecord> read(String name, byte[] file) {
        return read(name, file, CONFIG);
    }

    /** The records of a file that is not split. */
    static List<SourceRecord> read(String name, byte[] file, SourceConfig config) {
        SourceFormat format = SourceFormat.ofName(name).orElseThrow();
        return read(new SourceSplit(name, format, 0, file.length, file.length), file, config);
    }

    static List<SourceRecord> read(SourceSplit split, byte[] file, SourceConfig config) {
        InputStream in = new ByteArrayInputStream(file, (int) split.start(), file.length - (int) split.start());
        return all(SourceReader.open(in, split, config));
    }

    static List<SourceRecord> all(Iterator<SourceRecord> records) {
        List<SourceRecord> found = new ArrayList<>();
        records.forEachRemaining(found::add);
        return found;
    }

    static List<Document> documents(List<SourceRecord> records) {
        return records.stream()
                .flatMap(record -> record.fold(
                        page -> Stream.<Document>empty(),
                        text -> Stream.of(text.document()),
                        damaged -> Stream.empty()))
                .toList();
    }

    static List<Quarantined> damage(List<SourceRecord> records) {
        return records.stream()
                .flatMap(record -> record.fold(
                        page -> Stream.<Quarantined>empty(),
                        text -> Stream.empty(),
                        damaged -> Stream.of(damaged.quarantined())))
                .toList();
    }
}
