package io.bloomery.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.data.check.CheckOutcome;
import io.bloomery.data.check.ChecksConfig;
import io.bloomery.data.check.StageChecksConfig;
import io.bloomery.data.report.Bins;
import io.bloomery.data.report.ConsoleSummary;
import io.bloomery.data.report.DocumentSample;
import io.bloomery.data.report.Generation;
import io.bloomery.data.report.HtmlReport;
import io.bloomery.data.report.LineReport;
import io.bloomery.data.report.Perplexity;
import io.bloomery.data.report.ReportConfig;
import io.bloomery.data.report.Share;
import io.bloomery.jobs.run.LocalSpark;
import io.bloomery.jobs.run.Progress;
import io.bloomery.jobs.run.RunId;
import io.bloomery.jobs.run.Stage;
import io.bloomery.jobs.run.StageContext;
import io.bloomery.jobs.run.StageOutcome;
import io.bloomery.jobs.run.StageResult;
import io.bloomery.jobs.run.StageRunner;
import io.bloomery.jobs.storage.Counters;
import io.bloomery.jobs.storage.PublishedTable;
import io.bloomery.jobs.storage.TableStore;
import io.bloomery.jobs.survey.CheckGate;
import io.bloomery.jobs.survey.Surveys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReportIT {

    private static final StructType DOCUMENTS = new StructType()
            .add("id", "string")
            .add("text", "string")
            .add("url", "string")
            .add("language", "string")
            .add("language_score", "double")
            .add("host", "string");
    private static final StructType REJECTS = DOCUMENTS
            .add("reject_stage", "string")
            .add("reject_rule", "string")
            .add("reject_value", "double")
            .add("reject_threshold", "double");
    private static final StructType CLUSTERS =
            new StructType().add("cluster_id", "string").add("document_id", "string");

    @TempDir
    java.nio.file.Path directory;

    private interface Work {
        Counters write(StageContext context) throws IOException;
    }

    private record SmallStage(String name, List<String> tables, Map<String, Double> metrics, Work work)
            implements Stage {
        @Override
        public int version() {
            return 1;
        }

        @Override
        public Record configuration() {
            return new Bins(List.of(0.0, 1.0));
        }

        @Override
        public List<PublishedTable> parents() {
            return List.of();
        }

        @Override
        public StageResult execute(StageContext context) throws IOException {
            return new StageResult(work.write(context), metrics);
        }
    }

    @Test
    void saysWhatTheTablesSay() throws IOException {
        SparkSession spark = LocalSpark.session();
        TableStore store = new TableStore(FileSystem.getLocal(new Configuration()), new Path(directory.toUri()));
        StageRunner runner =
                new StageRunner(() -> spark, store, new RunId("run-1"), "test", Progress.silent(), Clock.systemUTC());
        List<StageOutcome> outcomes = new ArrayList<>();
        for (Stage stage : List.of(clean(), dedupe(), train(), evaluate())) {
            outcomes.add(runner.run(stage));
        }

        LineReport report = report(store)
                .gather(
                        outcomes,
                        new RunReport.Request(
                                "Test",
                                new RunId("run-1"),
                                List.of(new Generation("The", " end")),
                                "storage.root = x",
                                List.of(),
                                ""));

        assertThat(report.pagesIn()).isEqualTo(4);
        assertThat(report.documentsKept()).isEqualTo(1);
        assertThat(report.corpus().histograms())
                .extracting(histogram -> histogram.title() + " " + histogram.total())
                .containsExactly(
                        "Length in characters 1",
                        "Length in words 1",
                        "Length in tokens 0",
                        "Language score 1",
                        "Clusters of duplicates 1");
        assertThat(report.curation().checks()).singleElement().matches(CheckOutcome::passed);
        assertThat(report.curation().drifts()).isEmpty();
        assertThat(report.corpus().rankings().get(1).shares()).containsExactly(new Share("a.test", 1));
        assertThat(report.corpus().samples())
                .containsExactly(
                        DocumentSample.kept("dedupe", "http://a.test/1", "one two three"),
                        new DocumentSample("clean", "word-count", 1, 2, "http://a.test/3", "one"),
                        new DocumentSample("clean", "word-count", 0, 2, "http://a.test/4", ""),
                        new DocumentSample(
                                "dedupe", "near-duplicate", 0.9, 0.8, "http://b.test/2", "one two three four"));
        assertThat(report.model().perplexities())
                .containsExactly(
                        new Perplexity("this model", 10, false),
                        new Perplexity("bigram", 20, true),
                        new Perplexity("uniform", 100, true));
        assertThat(report.model().parameters()).isEqualTo(123);
        assertThat(report.model().tokens()).isEqualTo(640);
        assertThat(HtmlReport.render(report)).contains("near-duplicate");
        assertThat(ConsoleSummary.render(report)).contains("near-duplicate");
    }

    private static RunReport report(TableStore store) {
        Surveys surveys = new Surveys(store, LocalSpark::session);
        StageChecksConfig none = new StageChecksConfig(List.of(), List.of());
        ChecksConfig checks =
                new ChecksConfig(new StageChecksConfig(List.of("kept-fraction >= 50%"), List.of()), none, none, none);
        return new RunReport(
                LocalSpark::session, store.fileSystem(), surveys, new CheckGate(checks, surveys), new ReportConfig(3));
    }

    @Test
    void putsValuesIntoTheSameBinsAsTheLibrary() {
        Bins bins = Bins.logarithmic(0, 3);
        List<Row> rows = new ArrayList<>();
        for (double value : new double[] {-1, 0, 0.99, 1, 1.99, 2, 4.99, 5, 9, 10, 499, 500, 999, 1000, 5e9}) {
            rows.add(RowFactory.create(value));
        }
        LocalSpark.session()
                .createDataFrame(rows, new StructType().add("value", DataTypes.DoubleType))
                .select(functions.col("value"), CorpusSurvey.bin(functions.col("value"), bins))
                .collectAsList()
                .forEach(row -> assertThat(row.getInt(1))
                        .as("bin of %s", row.getDouble(0))
                        .isEqualTo(bins.indexOf(row.getDouble(0))));
    }

    private static Stage clean() {
        return stage("clean", List.of("clean_rejects", "clean_documents"), Map.of(), context -> {
            write(
                    context,
                    "clean_documents",
                    DOCUMENTS,
                    document("1", "one two three", "a.test"),
                    document("2", "one two three four", "b.test"));
            write(
                    context,
                    "clean_rejects",
                    REJECTS,
                    reject(document("3", "one", "a.test"), "clean", "word-count", 1, 2),
                    reject(document("4", "", "a.test"), "clean", "word-count", 0, 2));
            return counters(4, Map.of("kept", 2L, "dropped.word-count", 2L));
        });
    }

    private static Stage dedupe() {
        return stage("dedupe", List.of("clusters", "dedupe_rejects", "dedupe_documents"), Map.of(), context -> {
            write(context, "dedupe_documents", DOCUMENTS, document("1", "one two three", "a.test"));
            write(
                    context,
                    "dedupe_rejects",
                    REJECTS,
                    reject(document("2", "one two three four", "b.test"), "dedupe", "near-duplicate", 0.9, 0.8));
            write(context, "clusters", CLUSTERS, RowFactory.create("1", "1"), RowFactory.create("1", "2"));
            return counters(2, Map.of("kept", 1L, "dropped.near-duplicate", 1L));
        });
    }

    private static Stage train() {
        return stage("train", List.of("checkpoints"), Map.of("parameters", 123.0), context -> {
            Path file = new Path(context.staging("checkpoints"), TrainingLog.FILE);
            try (FSDataOutputStream out = context.fileSystem().create(file)) {
                out.write("{\"step\":1,\"tokens\":640,\"loss\":3.0,\"tokens_per_second\":64}\n"
                        .getBytes(StandardCharsets.UTF_8));
            }
            return Counters.allKept(1);
        });
    }

    private static Stage evaluate() {
        Map<String, Double> metrics =
                Map.of("perplexity", 10.0, "perplexity.bigram", 20.0, "perplexity.uniform", 100.0);
        return stage("evaluate", List.of("scores"), metrics, context -> Counters.allKept(1));
    }

    private static Stage stage(String name, List<String> tables, Map<String, Double> metrics, Work work) {
        return new SmallStage(name, tables, metrics, work);
    }

    private static Counters counters(long in, Map<String, Long> out) {
        return new Counters(in, new TreeMap<>(out));
    }

    private static void write(StageContext context, String table, StructType schema, Row... rows) throws IOException {
        context.writeParquet(
                table, context.spark().createDataFrame(List.of(rows), schema).coalesce(1));
    }

    private static Row document(String id, String text, String host) {
        return RowFactory.create(id, text, "http://" + host + "/" + id, "en", 0.9, host);
    }

    private static Row reject(Row document, String stage, String rule, double value, double threshold) {
        return RowFactory.create(
                document.getString(0),
                document.getString(1),
                document.getString(2),
                document.getString(3),
                document.getDouble(4),
                document.getString(5),
                stage,
                rule,
                value,
                threshold);
    }
}
