package io.bloomery.jobs.inspect;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.data.quantity.Quantity;
import io.bloomery.jobs.run.TableRows;
import io.bloomery.jobs.storage.DataFile;
import io.bloomery.jobs.storage.Manifest;
import io.bloomery.jobs.storage.PublishedTable;
import io.bloomery.jobs.storage.TableStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** What one table holds, as text for a terminal. */
public final class TableInspection {

    private static final int MAX_CELL = 160;
    private static final int MAX_FILES = 10;

    private final TableStore store;
    private final Supplier<SparkSession> spark;

    public TableInspection(TableStore store, Supplier<SparkSession> spark) {
        this.store = store;
        this.spark = spark;
    }

    /** One line for each table under the root. */
    public List<String> tables() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String name : store.tables()) {
            for (PublishedTable table : store.versions(name)) {
                Manifest manifest = table.manifest();
                lines.add(String.format(
                        Locale.ROOT,
                        "%-18s %s  %,12d rows  %10s  %s",
                        name,
                        table.fingerprint(),
                        manifest.rows(),
                        Quantity.bytes(manifest.bytes()),
                        manifest.created()));
            }
        }
        return lines;
    }

    /**
     * Finds a table by name, by name and the first digits of its fingerprint, or by the path of its directory.
     *
     * @throws BloomeryException with {@link ErrorCode#INPUT_MISSING} where there is none
     */
    public PublishedTable find(String reference) throws IOException {
        String name = reference.replaceAll("/.*", "");
        String prefix = reference.contains("/") ? reference.substring(name.length() + 1) : "";
        List<PublishedTable> versions = store.versions(name).stream()
                .filter(version -> version.fingerprint().startsWith(prefix))
                .toList();
        if (!name.isEmpty() && !versions.isEmpty()) {
            return versions.get(versions.size() - 1);
        }
        Path path = store.fileSystem().makeQualified(new Path(reference));
        Optional<PublishedTable> byPath =
                path.isRoot() ? Optional.empty() : store.open(path.getParent().getName(), path);
        if (byPath.isEmpty()) {
            throw missing(reference);
        }
        return byPath.get();
    }

    /** Schema, files, counters and sample rows. */
    public List<String> describe(PublishedTable table, int samples) throws IOException {
        Manifest manifest = table.manifest();
        List<String> lines = new ArrayList<>();
        lines.add("table     " + table.table() + "  (" + table.path() + ")");
        lines.add("made by   " + manifest.stage() + ", run " + manifest.runId() + ", " + manifest.codeVersion() + ", "
                + manifest.created());
        lines.add(String.format(
                Locale.ROOT,
                "content   %,d rows in %d files, %s, digest %s",
                manifest.rows(),
                manifest.files().size(),
                Quantity.bytes(manifest.bytes()),
                manifest.contentDigest()));
        manifest.parents().forEach(parent -> lines.add("from      " + parent.table() + "/" + parent.fingerprint()));
        lines.addAll(counters(manifest));
        manifest.metrics()
                .forEach((name, value) -> lines.add(String.format(Locale.ROOT, "metric    %-32s %,.4f", name, value)));
        lines.addAll(files(manifest));
        if (!manifest.schema().isEmpty()) {
            lines.addAll(schema(manifest));
            lines.addAll(samples(table, samples));
        }
        return lines;
    }

    private static List<String> counters(Manifest manifest) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT, "counters  %-32s %,12d", "in", manifest.counters().in()));
        manifest.counters()
                .out()
                .forEach((name, count) -> lines.add(String.format(Locale.ROOT, "          %-32s %,12d", name, count)));
        return lines;
    }

    private static List<String> files(Manifest manifest) {
        List<String> lines = new ArrayList<>();
        for (DataFile file :
                manifest.files().subList(0, Math.min(MAX_FILES, manifest.files().size()))) {
            lines.add(String.format(
                    Locale.ROOT,
                    "file      %-32s %,12d rows  %10s",
                    file.path(),
                    file.rows(),
                    Quantity.bytes(file.bytes())));
        }
        if (manifest.files().size() > MAX_FILES) {
            lines.add("file      ... " + (manifest.files().size() - MAX_FILES) + " more");
        }
        return lines;
    }

    private static List<String> schema(Manifest manifest) {
        List<String> lines = new ArrayList<>();
        for (StructField field : ((StructType) StructType.fromJson(manifest.schema())).fields()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "column    %-20s %s",
                    field.name(),
                    shorten(field.dataType().simpleString())));
        }
        return lines;
    }

    private List<String> samples(PublishedTable table, int samples) throws IOException {
        if (samples == 0 || table.manifest().files().isEmpty()) {
            return List.of();
        }
        store.verifySizes(table);
        List<String> lines = new ArrayList<>();
        for (Row row : TableRows.of(spark.get(), table).limit(samples).collectAsList()) {
            lines.add("sample    " + "-".repeat(60));
            for (String column : row.schema().fieldNames()) {
                lines.add(String.format(Locale.ROOT, "          %-20s %s", column, cell(row.getAs(column))));
            }
        }
        return lines;
    }

    private static String cell(Object value) {
        return shorten(String.valueOf(value).replaceAll("\\s+", " "));
    }

    private static String shorten(String text) {
        if (text.length() <= MAX_CELL) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_CELL - 1)) ? MAX_CELL - 1 : MAX_CELL;
        return text.substring(0, end) + " ...";
    }

    private BloomeryException missing(String reference) throws IOException {
        return new BloomeryException(
                ErrorCode.INPUT_MISSING,
                "there is no table " + reference + " under " + store.root() + "; there "
                        + (store.tables().isEmpty() ? "is none at all" : "are " + String.join(", ", store.tables())),
                "Name a table that is there (`bloomery inspect` lists them), or another root with --set storage.root=PATH.");
    }
}
