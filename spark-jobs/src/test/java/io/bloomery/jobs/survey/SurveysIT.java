package io.bloomery.jobs.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.data.check.ChecksConfig;
import io.bloomery.data.check.StageChecksConfig;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.data.survey.TableSurvey;
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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurveysIT {

    private static final StructType SIGNALS = new StructType()
            .add("gopher_words", DataTypes.DoubleType)
            .add("rare_one", DataTypes.DoubleType)
            .add("never_one", DataTypes.DoubleType);
    private static final StructType SCHEMA = new StructType()
            .add("id", DataTypes.StringType)
            .add("text", DataTypes.StringType)
            .add("language", DataTypes.StringType)
            .add("language_score", DataTypes.DoubleType)
            .add("token_count", DataTypes.LongType)
            .add("signals", SIGNALS);

    @TempDir
    java.nio.file.Path directory;

    private TableStore store;
    private Surveys surveys;

    private record GivenConfig(int partitions, int documents) {}

    /** A cleaning whose rows the test made up. */
    private record GivenStage(GivenConfig configuration) implements Stage {
        @Override
        public String name() {
            return "clean";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public List<PublishedTable> parents() {
            return List.of();
        }

        @Override
        public List<String> tables() {
            return List.of("clean_rejects", "clean_documents");
        }

        @Override
        public StageResult execute(StageContext context) throws IOException {
            List<Row> kept = new ArrayList<>();
            for (int i = 0; i < configuration.documents(); i++) {
                kept.add(row(i, i % 10 == 0 ? "de" : "en", i / 7.0));
            }
            List<Row> dropped = List.of(row(1_000, "en", 1), row(1_001, "en", Double.NaN));
            write(context, "clean_documents", kept);
            write(context, "clean_rejects", dropped);
            return new StageResult(
                    new Counters(
                            kept.size() + 2L,
                            new TreeMap<>(
                                    Map.of("kept", (long) kept.size(), "dropped.few-words", 2L, "dropped.silent", 0L))),
                    Map.of());
        }

        private void write(StageContext context, String table, List<Row> rows) throws IOException {
            context.writeParquet(
                    table, context.spark().createDataFrame(rows, SCHEMA).repartition(configuration.partitions()));
        }

        private static Row row(int id, String language, double words) {
            return RowFactory.create(
                    "id-" + id,
                    "字 two\n three".repeat(1 + id % 3),
                    language,
                    0.5,
                    id % 2 == 0 ? null : (Long) 7L,
                    RowFactory.create(words, id == 3 ? (Double) 0.25 : null, null));
        }
    }

    @BeforeEach
    void open() throws IOException {
        store = new TableStore(FileSystem.getLocal(new Configuration()), new Path(directory.toUri()));
        surveys = new Surveys(store, LocalSpark::session);
    }

    @Test
    void measuresEveryNumberOfKeptAndDroppedDocuments() throws IOException {
        TableSurvey survey = surveys.of(run("a", 3, 100).primary());

        assertThat(survey.kept())
                .containsOnlyKeys("characters", "words", "language-score", "token-count", "gopher-words", "rare-one");
        assertThat(survey.number("gopher-words").count()).isEqualTo(100);
        assertThat(survey.number("gopher-words").max()).isEqualTo(99 / 7.0);
        assertThat(survey.number("gopher-words").mean()).isEqualTo(7.07142857);
        assertThat(survey.number("rare-one").quantile(0.5)).isEqualTo(0.25);
        assertThat(survey.number("token-count").count()).isEqualTo(50);
        assertThat(survey.number("characters").min()).isEqualTo(12);
        assertThat(survey.number("words").min()).isEqualTo(3);
        assertThat(survey.dropped().get("gopher-words").count()).isEqualTo(1);
        assertThat(survey.shares().get("language")).containsOnly(Map.entry("en", 90L), Map.entry("de", 10L));
    }

    @Test
    void givesTheSameHoweverTheTableIsSplit() throws IOException {
        TableSurvey one = surveys.of(run("a", 1, 100).primary());
        TableSurvey many = surveys.of(run("a", 7, 100).primary());
        assertThat(many.kept()).isEqualTo(one.kept());
        assertThat(many.dropped()).isEqualTo(one.dropped());
        assertThat(many.shares()).isEqualTo(one.shares());
    }

    @Test
    void measuresATableOnce() throws IOException {
        PublishedTable table = run("a", 1, 20).primary();
        TableSurvey first = surveys.of(table);
        Surveys withoutSpark = new Surveys(store, () -> {
            throw new IllegalStateException("Spark was started");
        });
        assertThat(withoutSpark.of(table)).isEqualTo(first);
    }

    @Test
    void findsTheVersionToCompareWith() throws IOException {
        PublishedTable older = run("monday", 1, 20).primary();
        PublishedTable newer = run("tuesday", 2, 30).primary();
        assertThat(surveys.earlier(older, "")).isEmpty();
        assertThat(surveys.earlier(newer, "")).contains(older);
        assertThat(surveys.earlier(newer, "monday")).contains(older);
        assertThat(surveys.earlier(newer, older.fingerprint().substring(0, 12))).contains(older);
        assertThat(surveys.earlier(newer, older.path() + "/_manifest.json")).contains(older);
        assertThat(surveys.earlier(newer, "sunday")).isEmpty();
        assertThat(surveys.earlier(newer, directory + "/clean_rejects/" + older.fingerprint()))
                .isEmpty();
    }

    @Test
    void stopsWhereACheckDoesNotHold() throws IOException {
        StageOutcome outcome = run("a", 1, 98);
        CheckGate gate = gate(List.of("documents > 5", "median(gopher-words) >= 200"), List.of());
        assertThatThrownBy(() -> gate.require(outcome, Progress.silent()))
                .isInstanceOfSatisfying(
                        BloomeryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_DATA))
                .hasMessage("the check \"median(gopher-words) >= 200\" of the stage clean does not hold:"
                        + " measured 6.850, limit 200");
        assertThat(gate.judge(outcome)).extracting(check -> check.passed()).containsExactly(true, false);
    }

    @Test
    void onlySaysThatAWarningDoesNotHold() throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Progress progress = new Progress(new PrintStream(said, true, StandardCharsets.UTF_8), false);
        gate(List.of("dropped-fraction(silent) <= 0"), List.of("documents > 1%"))
                .require(run("a", 1, 98), progress);
        assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
        gate(List.of(), List.of("documents > 1e6")).require(run("a", 1, 98), progress);
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("clean: warning: the check \"documents > 1e6\"", "measured 98");
    }

    private CheckGate gate(List<String> fail, List<String> warn) {
        StageChecksConfig none = new StageChecksConfig(List.of(), List.of());
        return new CheckGate(new ChecksConfig(new StageChecksConfig(fail, warn), none, none, none), surveys);
    }

    private StageOutcome run(String runId, int partitions, int documents) throws IOException {
        StageRunner runner = new StageRunner(
                LocalSpark::session, store, new RunId(runId), "test", Progress.silent(), Clock.systemUTC());
        return runner.run(new GivenStage(new GivenConfig(partitions, documents)));
    }
}
