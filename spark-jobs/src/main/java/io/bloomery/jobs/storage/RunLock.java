package io.bloomery.jobs.storage;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run at a time makes a table: a file created without overwriting, touched while its owner lives.
 *
 * <p>The lock of a dead owner is taken over: at once where it died on this host, else when its file has not been touched
 * for {@link #STALE_AFTER}.
 */
public final class RunLock implements AutoCloseable {

    public static final Duration STALE_AFTER = Duration.ofMinutes(2);

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration WRITE_CHECK_PERIOD = Duration.ofMillis(200);
    private static final int WRITE_CHECKS = 15;
    private static final Logger LOG = LoggerFactory.getLogger(RunLock.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Who holds the lock; the start time tells a living owner from another process that got its pid. */
    record Owner(
            @JsonProperty("run_id") String runId,
            @JsonProperty("host") String host,
            @JsonProperty("pid") long pid,
            @JsonProperty("started") String started) {

        static Owner current(String runId) {
            return new Owner(runId, hostName(), ProcessHandle.current().pid(), startOf(ProcessHandle.current()));
        }

        boolean isKnownDead() {
            return host.equals(hostName())
                    && ProcessHandle.of(pid)
                            .filter(process -> startOf(process).equals(started))
                            .isEmpty();
        }

        private static String startOf(ProcessHandle process) {
            return process.info().startInstant().map(Object::toString).orElse("unknown");
        }

        /** The name of this host; where it has none, one that no other process can take for its own. */
        private static String hostName() {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException e) {
                return "unnamed-" + UUID.randomUUID();
            }
        }
    }

    private final FileSystem fileSystem;
    private final Path file;
    private final Owner owner;
    private final ScheduledExecutorService heartbeat;

    private RunLock(FileSystem fileSystem, Path file, Owner owner) {
        this.fileSystem = fileSystem;
        this.file = file;
        this.owner = owner;
        this.heartbeat = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "bloomery-run-lock");
            thread.setDaemon(true);
            return thread;
        });
        var unused = heartbeat.scheduleAtFixedRate(
                this::touch, HEARTBEAT.toSeconds(), HEARTBEAT.toSeconds(), TimeUnit.SECONDS);
    }

    /**
     * Takes the lock of a name.
     *
     * @throws BloomeryException with {@link ErrorCode#TRY_AGAIN}, naming the owner, where a living run holds it
     */
    public static RunLock acquire(TableStore store, String name, String runId) throws IOException {
        FileSystem fileSystem = store.fileSystem();
        Path file = new Path(store.root(), "_locks/" + name + ".lock");
        fileSystem.mkdirs(file.getParent());
        Owner owner = Owner.current(runId);
        if (!create(fileSystem, file, owner)) {
            removeIfStale(fileSystem, file, name);
            if (!create(fileSystem, file, owner)) {
                throw held(file, name, "another run");
            }
        }
        return new RunLock(fileSystem, file, owner);
    }

    /**
     * Fails where this run was silent for so long that another one took over.
     *
     * @throws BloomeryException with {@link ErrorCode#TRY_AGAIN}
     */
    public void verifyHeld() throws IOException {
        if (!isHeld()) {
            throw new BloomeryException(
                    ErrorCode.TRY_AGAIN,
                    "run " + owner.runId() + " stood still for more than " + STALE_AFTER.toMinutes()
                            + " minutes, and another run took over its lock " + file,
                    "Let the other run finish; nothing of this one was published.");
        }
    }

    @Override
    public void close() throws IOException {
        heartbeat.shutdownNow();
        if (isHeld()) {
            fileSystem.delete(file, false);
        }
    }

    private boolean isHeld() throws IOException {
        try (InputStream in = fileSystem.open(file)) {
            return JSON.readValue(in.readAllBytes(), Owner.class).equals(owner);
        } catch (FileNotFoundException | JsonProcessingException e) {
            return false;
        }
    }

    private static boolean create(FileSystem fileSystem, Path file, Owner owner) throws IOException {
        try (FSDataOutputStream out = fileSystem.create(file, false)) {
            out.write(JSON.writeValueAsBytes(owner));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            if (fileSystem.exists(file)) { // HDFS wraps the same refusal in a RemoteException
                return false;
            }
            throw e;
        }
    }

    private static void removeIfStale(FileSystem fileSystem, Path file, String name) throws IOException {
        Optional<byte[]> content = waitForContent(fileSystem, file);
        if (content.isEmpty()) {
            return; // its owner has just finished
        }
        if (content.get().length == 0) { // its owner was killed between creating and writing it
            takeAway(fileSystem, file);
            return;
        }
        long ageMillis = System.currentTimeMillis() - modificationTime(fileSystem, file);
        boolean silent = ageMillis > STALE_AFTER.toMillis();
        Owner owner = JSON.readValue(content.get(), Owner.class);
        if (!silent && !owner.isKnownDead()) {
            throw held(file, name, "run " + owner.runId() + " (process " + owner.pid() + " on " + owner.host() + ")");
        }
        LOG.warn("Taking over the lock of {}: run {} on {} is dead", name, owner.runId(), owner.host());
        takeAway(fileSystem, file);
    }

    /** Renames rather than deletes: of two runs that saw the same dead owner only one can move its file. */
    private static void takeAway(FileSystem fileSystem, Path file) throws IOException {
        Path aside = new Path(file.getParent(), "." + file.getName() + "-" + UUID.randomUUID());
        if (fileSystem.rename(file, aside)) {
            fileSystem.delete(aside, false);
        }
    }

    /** The content once its owner has written it; an owner that lives does so at once. */
    private static Optional<byte[]> waitForContent(FileSystem fileSystem, Path file) throws IOException {
        byte[] content = new byte[0];
        for (int i = 0; i < WRITE_CHECKS && content.length == 0; i++) {
            try (InputStream in = fileSystem.open(file)) {
                content = in.readAllBytes();
            } catch (FileNotFoundException e) {
                return Optional.empty();
            }
            if (content.length == 0) {
                LockSupport.parkNanos(WRITE_CHECK_PERIOD.toNanos());
            }
        }
        return Optional.of(content);
    }

    private static long modificationTime(FileSystem fileSystem, Path file) throws IOException {
        try {
            return fileSystem.getFileStatus(file).getModificationTime();
        } catch (FileNotFoundException e) {
            return 0;
        }
    }

    private static BloomeryException held(Path file, String name, String owner) {
        return new BloomeryException(
                ErrorCode.TRY_AGAIN,
                name + " is being made by " + owner + "; its lock is " + file,
                "Wait for that run and start again; a dead run's lock is taken over after " + STALE_AFTER.toMinutes()
                        + " minutes.");
    }

    private void touch() {
        try {
            if (isHeld()) {
                fileSystem.setTimes(file, System.currentTimeMillis(), -1);
            }
        } catch (IOException e) {
            LOG.warn("Cannot touch the run lock {}: {}", file, e.getMessage());
        }
    }
}
