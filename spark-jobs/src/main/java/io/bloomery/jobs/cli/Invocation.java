package io.bloomery.jobs.cli;

import io.bloomery.data.config.LoadedConfig;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.jobs.config.BloomeryConfig;
import io.bloomery.jobs.config.SparkConfig;
import io.bloomery.jobs.pipeline.Line;
import io.bloomery.jobs.run.CodeVersion;
import io.bloomery.jobs.run.Progress;
import io.bloomery.jobs.run.RunId;
import io.bloomery.jobs.run.Sessions;
import io.bloomery.jobs.run.Stage;
import io.bloomery.jobs.run.StageOutcome;
import io.bloomery.jobs.run.StageRunner;
import io.bloomery.jobs.storage.TableStore;
import io.bloomery.jobs.survey.CheckGate;
import io.bloomery.jobs.survey.Surveys;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;

/** One command while it runs: its configuration, its store, and Spark once something needs it. */
final class Invocation implements AutoCloseable {

    private static final DateTimeFormatter RUN_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final LoadedConfig<BloomeryConfig> loaded;
    private final Configuration hadoop;
    private final TableStore store;
    private final RunId runId;
    private final Progress progress;
    private SparkSession session;

    private Invocation(
            LoadedConfig<BloomeryConfig> loaded,
            Configuration hadoop,
            TableStore store,
            RunId runId,
            Progress progress) {
        this.loaded = loaded;
        this.hadoop = hadoop;
        this.store = store;
        this.runId = runId;
        this.progress = progress;
    }

    static Invocation open(LoadedConfig<BloomeryConfig> loaded, CommonOptions options, PrintStream console)
            throws IOException {
        Path root = new Path(loaded.value().storage().root());
        Configuration hadoop = hadoop(loaded.value().spark());
        TableStore store = new TableStore(root.getFileSystem(hadoop), root);
        return new Invocation(
                loaded, hadoop, store, runId(options), new Progress(console, Boolean.getBoolean("bloomery.terminal")));
    }

    /** What Spark's own jobs will use, {@code spark.hadoop.*} settings included, before Spark has started. */
    private static Configuration hadoop(SparkConfig spark) {
        SparkConf conf = new SparkConf();
        spark.conf().forEach(conf::setIfMissing);
        return SparkHadoopUtil.get().newConfiguration(conf);
    }

    Configuration hadoop() {
        return hadoop;
    }

    Line line() {
        return new Line(config(), store, hadoop);
    }

    /** Where the files of this run that are no tables go. */
    Path directory() {
        return new Path(store.root(), "_runs/" + runId.value());
    }

    BloomeryConfig config() {
        return loaded.value();
    }

    String renderedConfig() {
        return loaded.rendered();
    }

    TableStore store() {
        return store;
    }

    RunId runId() {
        return runId;
    }

    Progress progress() {
        return progress;
    }

    /** Whether spark-submit runs this driver on the cluster. */
    boolean runsOnCluster() {
        return Main.onCluster();
    }

    /** Spark, started at the first call. */
    synchronized SparkSession spark() {
        if (session == null) {
            session = Sessions.start(
                    "bloomery " + runId.value(),
                    config().spark().master(),
                    config().spark().conf());
        }
        return session;
    }

    StageRunner runner() {
        return runner(store.root());
    }

    /** Runs stages whose tables are to stand under a root of their own. */
    StageRunner runner(Path root) {
        return new StageRunner(
                this::spark,
                new TableStore(store.fileSystem(), root),
                runId,
                CodeVersion.current(),
                progress,
                Clock.systemUTC());
    }

    /** A directory of this run for tables that are no part of the corpus; whoever fills it discards it. */
    Path scratch(String purpose) {
        return new Path(store.root(), "_work/" + purpose + "-" + runId.value());
    }

    /** What was measured of the tables under this root. */
    Surveys surveys() {
        return new Surveys(store, this::spark);
    }

    /** The checks of this configuration. */
    CheckGate gate() {
        return new CheckGate(config().checks(), surveys());
    }

    /**
     * Runs a stage and holds what it left against the checks.
     *
     * @throws BloomeryException with {@link ErrorCode#BAD_DATA} where a check does not hold
     */
    StageOutcome run(Stage stage) throws IOException {
        StageOutcome outcome = runner().run(stage);
        gate().require(outcome, progress);
        return outcome;
    }

    @Override
    public synchronized void close() {
        if (session != null) {
            session.stop();
        }
    }

    private static RunId runId(CommonOptions options) {
        if (options.runId().isEmpty()) {
            return new RunId(RUN_TIME.format(Clock.systemUTC().instant()) + "-"
                    + ProcessHandle.current().pid());
        }
        try {
            return new RunId(options.runId());
        } catch (IllegalArgumentException e) {
            throw new BloomeryException(
                    ErrorCode.USAGE,
                    "--run-id: " + e.getMessage(),
                    "Write for example --run-id nightly-2026-11-22.",
                    e);
        }
    }
}
