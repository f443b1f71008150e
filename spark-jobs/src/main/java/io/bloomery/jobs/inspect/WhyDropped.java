package io.bloomery.jobs.inspect;

import io.bloomery.jobs.run.TableRows;
import io.bloomery.jobs.storage.PublishedTable;
import io.bloomery.jobs.storage.TableStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Follows one document through the tables and says where it went: kept, dropped by which rule at which limit, which is set
 * where, or never read.
 */
public final class WhyDropped {

    private static final List<String> JUDGING_STAGES = List.of("clean", "dedupe", "decontaminate", "mix");

    /** Where the limit of a rule is set. */
    @FunctionalInterface
    public interface Settings {
        /** The path of the setting in the configuration; empty where it is not known. */
        Optional<String> path(String rule, double limit) throws IOException;
    }

    private final TableStore store;
    private final Supplier<SparkSession> spark;
    private final Settings settings;

    public WhyDropped(TableStore store, Supplier<SparkSession> spark, Settings settings) {
        this.store = store;
        this.spark = spark;
        this.settings = settings;
    }

    /**
     * What each table says of a document, in the order of the line; the newest version of each table counts.
     *
     * @param wanted its URL or its id
     */
    public List<String> explain(String wanted) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Row row : find("crawl_urls", wanted)) {
            lines.add("crawl: " + row.getAs("state") + ", HTTP status " + row.getAs("http_status")
                    + (blank(row.getAs("detail")) ? "" : ", " + row.getAs("detail")));
        }
        for (Row row : find("clean_quarantine", wanted)) {
            lines.add("clean: could not be read: " + row.getAs("reason") + ", " + row.getAs("detail") + " ("
                    + row.getAs("file_path") + " at byte " + row.getAs("offset") + ")");
        }
        for (String stage : JUDGING_STAGES) {
            lines.addAll(rejected(stage, wanted));
            kept(stage, wanted).ifPresent(lines::add);
        }
        if (lines.isEmpty()) {
            lines.add("no table under " + store.root() + " knows " + wanted
                    + "; it was never a seed, a link or an input of the runs that wrote here");
        }
        return lines;
    }

    private List<String> rejected(String stage, String wanted) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Row row : find(stage + "_rejects", wanted)) {
            String rule = row.getAs("reject_rule");
            double limit = row.<Number>getAs("reject_threshold").doubleValue();
            lines.add(String.format(
                    Locale.ROOT,
                    "%s: dropped by %s: it measured %.6g, and the limit is %.6g%s%s",
                    stage,
                    rule,
                    row.<Number>getAs("reject_value").doubleValue(),
                    limit,
                    settings.path(rule, limit).map(path -> ", set by " + path).orElse(""),
                    rule.contains("duplicate") ? clusterOf(row.getAs("id")) : ""));
        }
        return lines;
    }

    private Optional<String> kept(String stage, String wanted) throws IOException {
        return find(stage + "_documents", wanted).stream()
                .findFirst()
                .map(row -> stage + ": kept, "
                        + row.<String>getAs("text").length() + " characters, language "
                        + row.getAs("language"));
    }

    private String clusterOf(String documentId) throws IOException {
        List<PublishedTable> clusters = store.versions("clusters");
        if (clusters.isEmpty()) {
            return "";
        }
        Dataset<Row> rows = TableRows.of(spark.get(), clusters.get(clusters.size() - 1));
        return rows
                .filter(functions.col("document_id").equalTo(documentId))
                .select("cluster_id")
                .limit(1)
                .collectAsList()
                .stream()
                .findFirst()
                .map(cluster ->
                        "; `bloomery inspect --cluster " + cluster.getString(0) + "` shows what it is a copy of")
                .orElse("");
    }

    private List<Row> find(String name, String wanted) throws IOException {
        List<PublishedTable> versions = store.versions(name);
        if (versions.isEmpty()
                || versions.get(versions.size() - 1).manifest().files().isEmpty()) {
            return List.of();
        }
        PublishedTable table = versions.get(versions.size() - 1);
        Column isIt = functions.col("url").equalTo(wanted);
        boolean hasId = List.of(TableRows.schema(table).fieldNames()).contains("id");
        return TableRows.of(spark.get(), table)
                .filter(hasId ? isIt.or(functions.col("id").equalTo(wanted)) : isIt)
                .collectAsList();
    }

    private static boolean blank(Object value) {
        return value == null || value.toString().isBlank();
    }
}
