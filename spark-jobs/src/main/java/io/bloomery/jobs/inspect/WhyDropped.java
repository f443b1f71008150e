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
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Follows one URL through the tables and says where it went: kept, dropped by which rule at which limit, or never read. */
public final class WhyDropped {

    private final TableStore store;
    private final Supplier<SparkSession> spark;

    public WhyDropped(TableStore store, Supplier<SparkSession> spark) {
        this.store = store;
        this.spark = spark;
    }

    /** What each table says of the URL, in the order of the line; the newest version of each table counts. */
    public List<String> explain(String url) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Row row : find("crawl_urls", url)) {
            lines.add("crawl: " + row.getAs("state") + ", HTTP status " + row.getAs("http_status")
                    + (blank(row.getAs("detail")) ? "" : ", " + row.getAs("detail")));
        }
        for (Row row : find("clean_quarantine", url)) {
            lines.add("clean: could not be read: " + row.getAs("reason") + ", " + row.getAs("detail") + " ("
                    + row.getAs("file_path") + " at byte " + row.getAs("offset") + ")");
        }
        lines.addAll(rejected("clean", "clean_rejects", url));
        kept("clean", "clean_documents", url).ifPresent(lines::add);
        lines.addAll(rejected("dedupe", "dedupe_rejects", url));
        kept("dedupe", "dedupe_documents", url).ifPresent(lines::add);
        if (lines.isEmpty()) {
            lines.add("no table under " + store.root() + " knows " + url
                    + "; it was never a seed, a link or an input of the runs that wrote here");
        }
        return lines;
    }

    private List<String> rejected(String stage, String table, String url) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Row row : find(table, url)) {
            String rule = row.getAs("reject_rule");
            lines.add(String.format(
                    Locale.ROOT,
                    "%s: dropped by %s: it measured %.6g, and the limit is %.6g%s",
                    stage,
                    rule,
                    ((Number) row.getAs("reject_value")).doubleValue(),
                    ((Number) row.getAs("reject_threshold")).doubleValue(),
                    rule.endsWith("duplicate") ? survivorOf(row.getAs("id")) : ""));
        }
        return lines;
    }

    private Optional<String> kept(String stage, String table, String url) throws IOException {
        return find(table, url).stream()
                .findFirst()
                .map(row -> stage + ": kept, "
                        + row.<String>getAs("text").length() + " characters, language "
                        + row.getAs("language"));
    }

    private String survivorOf(String documentId) throws IOException {
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
                .map(cluster -> "; it is in cluster " + cluster.getString(0))
                .orElse("");
    }

    private List<Row> find(String table, String url) throws IOException {
        List<PublishedTable> versions = store.versions(table);
        if (versions.isEmpty()
                || versions.get(versions.size() - 1).manifest().files().isEmpty()) {
            return List.of();
        }
        return TableRows.of(spark.get(), versions.get(versions.size() - 1))
                .filter(functions.col("url").equalTo(url))
                .collectAsList();
    }

    private static boolean blank(Object value) {
        return value == null || value.toString().isBlank();
    }
}
