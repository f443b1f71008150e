package io.bloomery.jobs.run;

import io.bloomery.jobs.storage.Counters;
import io.bloomery.jobs.storage.PublishedTable;
import io.bloomery.jobs.storage.TableStore;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A small store of tables for tests of stages: documents to begin with, and what stages make of them. */
public final class TestTables {

    private static final StructType DOCUMENTS =
            new StructType().add("id", DataTypes.StringType, false).add("text", DataTypes.StringType, false);

    private final TableStore store;

    public TestTables(java.nio.file.Path root) throws IOException {
        store = new TableStore(FileSystem.getLocal(new Configuration()), new Path(root.toUri()));
    }

    private record GivenConfig(int partitions, List<String> columns) {}

    /** Writes rows that the test made up. */
    private record GivenStage(GivenConfig configuration, StructType schema, List<Row> rows) implements Stage {
        @Override
        public String name() {
            return "given";
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
            return List.of("given_documents");
        }

        @Override
        public StageResult execute(StageContext context) throws IOException {
            context.writeParquet(
                    "given_documents",
                    context.spark().createDataFrame(rows, schema).repartition(configuration.partitions()));
            return new StageResult(Counters.allKept(rows.size()), Map.of());
        }
    }

    /** What a test does with what a stage works with. */
    public interface Body {
        void run(StageContext context) throws IOException;
    }

    private record NoConfig() {}

    /** Does what a test says. */
    private record BodyStage(NoConfig configuration, Body body) implements Stage {
        @Override
        public String name() {
            return "body";
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
            return List.of("nothing");
        }

        @Override
        public StageResult execute(StageContext context) throws IOException {
            body.run(context);
            return new StageResult(Counters.allKept(0), Map.of());
        }
    }

    /** Runs a body as a stage under a root. */
    public static void stage(java.nio.file.Path root, Body body) throws IOException {
        new TestTables(root).run(new BodyStage(new NoConfig(), body));
    }

    /** Publishes documents of an id and a text. */
    public PublishedTable documents(List<Row> rows, int partitions) throws IOException {
        return documents(DOCUMENTS, rows, partitions);
    }

    /** Publishes documents of these columns. */
    public PublishedTable documents(StructType schema, List<Row> rows, int partitions) throws IOException {
        GivenConfig config = new GivenConfig(partitions, List.of(schema.fieldNames()));
        return run(new GivenStage(config, schema, rows)).primary();
    }

    public StageOutcome run(Stage stage) throws IOException {
        return runner().run(stage);
    }

    /** Where they are. */
    public TableStore store() {
        return store;
    }

    /** Runs stages under the root of this store. */
    public StageRunner runner() {
        return new StageRunner(
                LocalSpark::session, store, new RunId("test"), "test", Progress.silent(), Clock.systemUTC());
    }

    /** The rows of a Parquet table. */
    public static List<Row> rows(PublishedTable table) {
        return LocalSpark.session().read().parquet(table.path().toString()).collectAsList();
    }
}
