package io.bloomery.jobs.survey;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomery.data.survey.TableSurvey;
import io.bloomery.jobs.storage.PublishedTable;
import io.bloomery.jobs.storage.TableStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * The surveys of the tables under a root, each measured once and kept in {@code _surveys/1/<table>-<fingerprint>.json}: a
 * table never changes, so neither does what was measured of it.
 */
public final class Surveys {

    private static final String FOLDER = "_surveys/1/"; // the number rises when a survey measures something else
    private static final String DOCUMENTS = "_documents";
    private static final String REJECTS = "_rejects";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TableStore store;
    private final Supplier<SparkSession> spark;

    /**
     * The surveys of a store.
     *
     * @param spark asked only where something has to be measured
     */
    public Surveys(TableStore store, Supplier<SparkSession> spark) {
        this.store = requireNonNull(store, "store");
        this.spark = requireNonNull(spark, "spark");
    }

    /** Whether a table holds what a stage kept of the documents that it judged. */
    public static boolean isJudged(PublishedTable table) {
        return table.table().endsWith(DOCUMENTS);
    }

    /** The survey of the stage that wrote a table of documents. */
    public TableSurvey of(PublishedTable documents) throws IOException {
        Path file = new Path(store.root(), FOLDER + documents.table() + "-" + documents.fingerprint() + ".json");
        Optional<TableSurvey> known = read(file);
        if (known.isPresent()
                && known.get().created().equals(documents.manifest().created())) {
            return known.get();
        }
        String rejects = documents.table().replace(DOCUMENTS, REJECTS);
        Path beside = new Path(documents.path().getParent().getParent(), rejects + "/" + documents.fingerprint());
        TableSurvey survey = new TableSurveyor(spark.get()).of(documents, store.open(rejects, beside));
        store.fileSystem().mkdirs(file.getParent());
        store.writeAtomically(file, JSON.writeValueAsString(survey));
        return survey;
    }

    /**
     * The version of a table to compare it with.
     *
     * @param against a run id, the first digits of a fingerprint, or the path of a table or of its manifest; empty for the
     *     newest version that was published before the table
     * @return empty where there is none
     */
    public Optional<PublishedTable> earlier(PublishedTable table, String against) throws IOException {
        if (!against.isEmpty()) {
            return named(table, against);
        }
        return store.versions(table.table()).stream()
                .filter(version -> !version.fingerprint().equals(table.fingerprint()))
                .filter(version ->
                        version.manifest().created().compareTo(table.manifest().created()) < 0)
                .reduce((older, newer) -> newer);
    }

    private Optional<PublishedTable> named(PublishedTable table, String reference) throws IOException {
        for (PublishedTable version : store.versions(table.table())) {
            if (version.manifest().runId().equals(reference)
                    || version.fingerprint().startsWith(reference)) {
                return Optional.of(version);
            }
        }
        if (!reference.contains("/")) {
            return Optional.empty();
        }
        Path path = store.fileSystem().makeQualified(new Path(reference.replaceFirst("/_manifest\\.json$", "")));
        return store.open(table.table(), path)
                .filter(found -> found.manifest().table().equals(table.table()));
    }

    private Optional<TableSurvey> read(Path file) throws IOException {
        try (InputStream in = store.fileSystem().open(file)) {
            return Optional.of(
                    JSON.readValue(new String(in.readAllBytes(), StandardCharsets.UTF_8), TableSurvey.class));
        } catch (FileNotFoundException | JsonProcessingException e) {
            return Optional.empty(); // never measured, or by another version of this program
        }
    }
}
