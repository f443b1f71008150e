package io.bloomery.jobs.inspect;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.data.quantity.Quantity;
import io.bloomery.data.report.TextDiff;
import io.bloomery.jobs.run.TableRows;
import io.bloomery.jobs.storage.Parent;
import io.bloomery.jobs.storage.PublishedTable;
import io.bloomery.jobs.storage.TableStore;
import io.bloomery.jobs.table.ClusterTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Shows which documents are copies of one another, and in which words they differ from the one that survived. */
public final class ClusterInspection {

    private static final int MAX_MEMBERS = 100;
    private static final int MAX_DIFFS = 5;

    private final TableStore store;
    private final Supplier<SparkSession> spark;
    private final boolean coloured;

    /**
     * An inspection of the newest clusters of a store.
     *
     * @param coloured whether differences are shown in colours
     */
    public ClusterInspection(TableStore store, Supplier<SparkSession> spark, boolean coloured) {
        this.store = requireNonNull(store, "store");
        this.spark = requireNonNull(spark, "spark");
        this.coloured = coloured;
    }

    /**
     * The members of a cluster, the survivor first, and what is different in the others.
     *
     * @param wanted id of the cluster or of any document in it
     * @throws BloomeryException with {@link ErrorCode#INPUT_MISSING} where there is no such cluster
     */
    public List<String> show(String wanted) throws IOException {
        PublishedTable clusters = newest();
        Dataset<Row> rows = TableRows.of(spark.get(), clusters);
        String id = clusterOf(rows, wanted)
                .orElseThrow(() -> new BloomeryException(
                        ErrorCode.INPUT_MISSING,
                        "no cluster of " + clusters.path() + " has the id or a document " + wanted,
                        "`bloomery inspect clusters --sample 10` shows some ids; `bloomery inspect --why URL` names the cluster of"
                                + " a document."));
        Dataset<Row> cluster = rows.filter(col(ClusterTable.CLUSTER_ID).equalTo(id));
        long size = cluster.count();
        List<Row> members = cluster.orderBy(
                        col(ClusterTable.SURVIVOR).desc(),
                        col(ClusterTable.SIMILARITY).desc(),
                        col(ClusterTable.DOCUMENT_ID))
                .limit(MAX_MEMBERS)
                .collectAsList();
        Map<String, Row> documents = documents(clusters, members);
        List<String> lines = new ArrayList<>();
        lines.add("cluster   " + id + "  (" + Quantity.count(size) + " documents)");
        members.forEach(member -> lines.add(line(member, documents)));
        if (size > members.size()) {
            lines.add("          ... " + Quantity.count(size - members.size()) + " more");
        }
        lines.addAll(differences(members, documents));
        return lines;
    }

    private static Optional<String> clusterOf(Dataset<Row> rows, String wanted) {
        Column named = col(ClusterTable.CLUSTER_ID).equalTo(wanted);
        Column holds = col(ClusterTable.DOCUMENT_ID).equalTo(wanted);
        return rows.filter(named.or(holds)).select(ClusterTable.CLUSTER_ID).limit(1).collectAsList().stream()
                .map(row -> row.getString(0))
                .findFirst();
    }

    private PublishedTable newest() throws IOException {
        List<PublishedTable> versions = store.versions(ClusterTable.NAME);
        if (versions.isEmpty()) {
            throw new BloomeryException(
                    ErrorCode.INPUT_MISSING,
                    "there are no clusters under " + store.root(),
                    "Run `bloomery dedupe` first, or name another root with --set storage.root=PATH.");
        }
        return versions.get(versions.size() - 1);
    }

    /** URL and text by id, from the table that was cleared of duplicates. */
    private Map<String, Row> documents(PublishedTable clusters, List<Row> members) throws IOException {
        Object[] ids = members.stream()
                .map(member -> (Object) member.<String>getAs(ClusterTable.DOCUMENT_ID))
                .toArray();
        Map<String, Row> documents = new HashMap<>();
        for (Parent parent : clusters.manifest().parents()) {
            Optional<PublishedTable> table = store.open(parent.table(), new Path(parent.path()));
            if (table.isPresent() && hasTexts(table.get())) {
                TableRows.of(spark.get(), table.get())
                        .filter(col("id").isin(ids))
                        .select(col("id"), url(table.get()), col("text"))
                        .collectAsList()
                        .forEach(row -> documents.putIfAbsent(row.getString(0), row));
            }
        }
        return documents;
    }

    private static boolean hasTexts(PublishedTable table) {
        return !table.manifest().schema().isEmpty()
                && List.of(TableRows.schema(table).fieldNames()).containsAll(List.of("id", "text"));
    }

    private static Column url(PublishedTable table) {
        return List.of(TableRows.schema(table).fieldNames()).contains("url") ? col("url") : lit("").as("url");
    }

    private static String line(Row member, Map<String, Row> documents) {
        String id = member.getAs(ClusterTable.DOCUMENT_ID);
        Row document = documents.get(id);
        return String.format(
                Locale.ROOT,
                "%-9s %s  similarity %.3f  %s",
                member.<Boolean>getAs(ClusterTable.SURVIVOR) ? "survivor" : "dropped",
                id,
                member.<Double>getAs(ClusterTable.SIMILARITY),
                document == null ? "(its table is gone)" : document.getString(1));
    }

    private List<String> differences(List<Row> members, Map<String, Row> documents) {
        Row survivor = documents.get(members.get(0).<String>getAs(ClusterTable.DOCUMENT_ID));
        if (survivor == null) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        int shown = 0;
        for (Row member : members.subList(1, members.size())) {
            Row document = documents.get(member.<String>getAs(ClusterTable.DOCUMENT_ID));
            if (document != null && shown < MAX_DIFFS) {
                lines.add("");
                lines.add("from the survivor to " + document.getString(0) + ": [-only in the survivor-] {+only here+}");
                TextDiff.render(survivor.getString(2), document.getString(2), coloured)
                        .forEach(line -> lines.add("  " + line));
                shown++;
            }
        }
        return lines;
    }
}
