package io.bloomery.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.jobs.storage.Counters;
import io.bloomery.jobs.storage.DataFile;
import io.bloomery.jobs.storage.PublishedTable;
import io.bloomery.jobs.storage.TableStore;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageRunnerIT {

    private static final StructType SCHEMA = new StructType()
            .add("id", DataTypes.StringType, false)
            .add("heat", DataTypes.LongType, false)
            .add("run_id", DataTypes.StringType, false);

    record SmeltConfig(int partitions) {}

    /** Writes the same three rows over any number of partitions, and fails where it is told to. */
    private record SmeltStage(SmeltConfig configuration, boolean fails) implements Stage {
        @Override
        public String name() {
            return "smelt";
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
            return List.of("slag", "iron");
        }

        @Override
        public StageResult execute(StageContext context) throws IOException {
            String run = context.runId().value();
            List<Row> rows = List.of(
                    RowFactory.create("a", 1L, run), RowFactory.create("b", 2L, run), RowFactory.create("c", 3L, run));
            context.writeParquet("slag", context.spark().createDataFrame(rows.subList(0, 1), SCHEMA));
            if (fails) {
                throw new IOException("the furnace went out");
            }
            context.writeParquet(
                    "iron", context.spark().createDataFrame(rows, SCHEMA).repartition(configuration.partitions()));
            return new StageResult(Counters.allKept(3), Map.of("heats", 3.0));
        }
    }

    @TempDir
    java.nio.file.Path directory;

    @Test
    void publishesEveryTableOfAStageAndSkipsItTheSecondTime() throws IOException {
        TableStore store = local("root");
        StageOutcome first = runner(store, "run-1").run(new SmeltStage(new SmeltConfig(2), false));
        StageOutcome second = runner(store, "run-2").run(new SmeltStage(new SmeltConfig(2), false));

        assertThat(first.skipped()).isFalse();
        assertThat(second.skipped()).isTrue();
        assertThat(second.tables()).isEqualTo(first.tables());
        assertThat(first.primary().table()).isEqualTo("iron");
        assertThat(first.primary().manifest().rows()).isEqualTo(3);
        assertThat(first.primary().manifest().files())
                .extracting(DataFile::path)
                .first()
                .asString()
                .matches("part-00000-of-0000[12]\\.parquet");
        assertThat(store.fileSystem()
                        .exists(new Path(
                                store.root(), "_locks/smelt-" + first.primary().fingerprint() + ".lock")))
                .isFalse();
    }

    @Test
    void givesTheSameContentDigestForTheSameRowsInOtherFilesAndRuns() throws IOException {
        StageOutcome two = runner(local("a"), "run-1").run(new SmeltStage(new SmeltConfig(2), false));
        StageOutcome three = runner(local("b"), "run-2").run(new SmeltStage(new SmeltConfig(3), false));

        assertThat(three.primary().fingerprint()).isNotEqualTo(two.primary().fingerprint());
        assertThat(three.primary().manifest().contentDigest())
                .isEqualTo(two.primary().manifest().contentDigest());
        assertThat(two.table("slag").manifest().contentDigest())
                .isNotEqualTo(two.primary().manifest().contentDigest());
    }

    @Test
    void publishesNothingOfAStageThatFailsAndRunsItWholeTheNextTime() throws IOException {
        TableStore store = local("root");
        assertThatThrownBy(() -> runner(store, "run-1").run(new SmeltStage(new SmeltConfig(2), true)))
                .hasMessage("the furnace went out");
        assertThat(store.tables()).isEmpty();
        assertThat(store.fileSystem().listStatus(new Path(store.root(), "_staging")))
                .isEmpty();

        assertThat(runner(store, "run-2")
                        .run(new SmeltStage(new SmeltConfig(2), false))
                        .skipped())
                .isFalse();
        assertThat(store.tables()).containsExactly("iron", "slag");
    }

    @Test
    void readsBackWhatItPublished() throws IOException {
        TableStore store = local("root");
        PublishedTable iron = runner(store, "run-1")
                .run(new SmeltStage(new SmeltConfig(1), false))
                .primary();
        StageContext context = new StageContext(
                LocalSpark.session(), store, new RunId("run-2"), Progress.silent(), store.root(), Map.of());

        assertThat(context.read(iron, SCHEMA).orderBy("id").collectAsList())
                .extracting(row -> row.getString(0) + row.getLong(1))
                .containsExactly("a1", "b2", "c3");
    }

    @Test
    void doesAllOfItOnARealHdfsToo() throws IOException {
        Configuration configuration = new Configuration();
        configuration.set(
                MiniDFSCluster.HDFS_MINIDFS_BASEDIR, directory.resolve("dfs").toString());
        try (MiniDFSCluster cluster =
                new MiniDFSCluster.Builder(configuration).numDataNodes(1).build()) {
            FileSystem hdfs = cluster.getFileSystem();
            TableStore store = new TableStore(hdfs, new Path("/bloomery"));
            StageOutcome first = runner(store, "run-1").run(new SmeltStage(new SmeltConfig(2), false));
            StageOutcome local = runner(local("local"), "run-2").run(new SmeltStage(new SmeltConfig(2), false));

            assertThat(first.primary().path().toString()).startsWith("hdfs://");
            assertThat(first.primary().manifest().contentDigest())
                    .isEqualTo(local.primary().manifest().contentDigest());
            assertThat(runner(store, "run-3")
                            .run(new SmeltStage(new SmeltConfig(2), false))
                            .skipped())
                    .isTrue();
        }
    }

    private TableStore local(String name) throws IOException {
        return new TableStore(
                FileSystem.getLocal(new Configuration()),
                new Path(directory.resolve(name).toUri()));
    }

    private static StageRunner runner(TableStore store, String runId) {
        SparkSession session = LocalSpark.session();
        return new StageRunner(() -> session, store, new RunId(runId), "test", Progress.silent(), Clock.systemUTC());
    }
}
