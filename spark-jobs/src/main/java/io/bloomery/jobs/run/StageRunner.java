package io.bloomery.jobs.run;

import io.bloomery.data.config.RecordTree;
import io.bloomery.data.quantity.Quantity;
import io.bloomery.jobs.storage.DataFile;
import io.bloomery.jobs.storage.Fingerprint;
import io.bloomery.jobs.storage.Manifest;
import io.bloomery.jobs.storage.Parent;
import io.bloomery.jobs.storage.PublishedTable;
import io.bloomery.jobs.storage.RunLock;
import io.bloomery.jobs.storage.Sha256;
import io.bloomery.jobs.storage.TableStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs stages: skips what is there, locks what is being made, publishes what is done.
 *
 * <p>Spark is started by the first stage that has work to do, so that a run with nothing to do takes no time.
 */
public final class StageRunner {

    private static final Logger LOG = LoggerFactory.getLogger(StageRunner.class);

    private final Supplier<SparkSession> spark;
    private final TableStore store;
    private final RunId runId;
    private final String codeVersion;
    private final Progress progress;
    private final Clock clock;

    public StageRunner(
            Supplier<SparkSession> spark,
            TableStore store,
            RunId runId,
            String codeVersion,
            Progress progress,
            Clock clock) {
        this.spark = spark;
        this.store = store;
        this.runId = runId;
        this.codeVersion = codeVersion;
        this.progress = progress;
        this.clock = clock;
    }

    /** The name of the directory that the stage's tables have. */
    public static String fingerprint(Stage stage) {
        return Fingerprint.of(
                stage.name(), stage.version(), RecordTree.identityOf(stage.configuration()), stage.parents());
    }

    /** Runs a stage unless its tables are already there. */
    public StageOutcome run(Stage stage) throws IOException {
        String fingerprint = fingerprint(stage);
        Optional<StageOutcome> done = alreadyDone(stage, fingerprint);
        if (done.isPresent()) {
            store.discard(store.workDirectory(stage.name(), fingerprint)); // left by a run killed after publishing
            progress.say(stage.name() + ": already there, nothing to do ("
                    + done.get().primary().path() + ")");
            return done.get();
        }
        store.prepare();
        try (RunLock lock = RunLock.acquire(store, stage.name() + "-" + fingerprint, runId.value())) {
            done = alreadyDone(stage, fingerprint); // another run may have finished while this one waited
            return done.isPresent() ? done.get() : execute(stage, fingerprint, lock);
        }
    }

    private Optional<StageOutcome> alreadyDone(Stage stage, String fingerprint) throws IOException {
        List<PublishedTable> tables = new ArrayList<>();
        for (String table : stage.tables()) {
            store.find(table, fingerprint).ifPresent(tables::add);
        }
        return tables.size() == stage.tables().size()
                ? Optional.of(new StageOutcome(stage.name(), tables, true, Duration.ZERO))
                : Optional.empty();
    }

    private StageOutcome execute(Stage stage, String fingerprint, RunLock lock) throws IOException {
        long started = System.nanoTime();
        LOG.info("{} begins: fingerprint {}, run {}", stage.name(), fingerprint, runId.value());
        progress.say(stage.name() + ": running ...");
        Map<String, StagedTable> staged = new LinkedHashMap<>();
        for (String table : stage.tables()) {
            staged.put(table, new StagedTable(store.freshStaging(table, fingerprint, runId.value())));
        }
        try {
            StageOutcome outcome = publish(stage, fingerprint, lock, staged, started);
            progress.say(stage.name() + ": done in " + Quantity.duration(outcome.duration()));
            return outcome;
        } catch (IOException | RuntimeException | Error e) {
            discard(staged.values(), e);
            throw e;
        }
    }

    /** Nothing goes on with what a failed run staged, and with another configuration no run would take it away. */
    private void discard(Collection<StagedTable> staged, Throwable failure) {
        try {
            for (StagedTable table : staged) {
                store.discard(table.directory());
            }
        } catch (IOException | RuntimeException e) { // such as a file system that is why the run failed
            failure.addSuppressed(e);
        }
    }

    private StageOutcome publish(
            Stage stage, String fingerprint, RunLock lock, Map<String, StagedTable> staged, long started)
            throws IOException {
        Path work = store.workDirectory(stage.name(), fingerprint);
        SparkSession session = spark.get();
        session.sparkContext().setJobDescription(stage.name());
        StageResult result = stage.execute(new StageContext(session, store, runId, progress, work, staged));
        Map<StagedTable, Manifest> manifests = new LinkedHashMap<>();
        for (Map.Entry<String, StagedTable> entry : staged.entrySet()) {
            manifests.put(
                    entry.getValue(), manifest(stage, fingerprint, entry.getKey(), entry.getValue(), result, session));
        }
        lock.verifyHeld();
        List<PublishedTable> published = new ArrayList<>();
        for (Map.Entry<StagedTable, Manifest> entry : manifests.entrySet()) {
            published.add(store.publish(entry.getKey().directory(), entry.getValue()));
        }
        store.discard(work);
        Duration duration = Duration.ofNanos(System.nanoTime() - started);
        LOG.info(
                "{} done in {}: {} in, {}",
                stage.name(),
                Quantity.duration(duration),
                result.counters().in(),
                result.counters().out());
        return new StageOutcome(stage.name(), published, false, duration);
    }

    private Manifest manifest(
            Stage stage, String fingerprint, String table, StagedTable staged, StageResult result, SparkSession session)
            throws IOException {
        List<DataFile> files = dataFiles(staged);
        return new Manifest(
                Manifest.FORMAT_VERSION,
                table,
                stage.name(),
                fingerprint,
                runId.value(),
                codeVersion,
                parents(stage),
                RecordTree.identityOf(stage.configuration()),
                staged.schema().map(DataType::json).orElse(""),
                result.counters(),
                result.metrics(),
                files.stream().mapToLong(DataFile::rows).sum(),
                files,
                contentDigest(staged, files, session),
                clock.instant().toString());
    }

    private List<DataFile> dataFiles(StagedTable staged) throws IOException {
        List<DataFile> files = new ArrayList<>();
        for (FileStatus status : store.fileSystem().listStatus(staged.directory())) {
            String name = status.getPath().getName();
            if (!name.startsWith("_") && !name.startsWith(".")) {
                long rows =
                        staged.schema().isPresent() ? ParquetFiles.rows(store, status.getPath()) : staged.records(name);
                files.add(new DataFile(name, rows, status.getLen(), Sha256.of(store.fileSystem(), status.getPath())));
            }
        }
        files.sort(Comparator.comparing(DataFile::path));
        return files;
    }

    private List<Parent> parents(Stage stage) throws IOException {
        List<Parent> parents = new ArrayList<>();
        for (PublishedTable parent : stage.parents()) {
            parents.add(new Parent(
                    parent.table(),
                    parent.fingerprint(),
                    parent.path().toString(),
                    parent.manifest().contentDigest(),
                    Sha256.of(store.fileSystem(), parent.file(Manifest.FILE_NAME))));
        }
        return parents;
    }

    private static String contentDigest(StagedTable staged, List<DataFile> files, SparkSession session) {
        if (staged.contentDigest().isPresent()) {
            return staged.contentDigest().get();
        }
        if (staged.schema().isPresent()) {
            List<Path> paths = files.stream()
                    .map(file -> new Path(staged.directory(), file.path()))
                    .toList();
            return ParquetFiles.contentDigest(session, paths, staged.schema().get());
        }
        StringBuilder names = new StringBuilder();
        files.forEach(file ->
                names.append(file.path()).append(' ').append(file.sha256()).append('\n'));
        return Sha256.of(names.toString());
    }
}
