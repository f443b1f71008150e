package io.bloomery.jobs.storage;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The tables under one root, {@code <root>/<table>/<fingerprint>/}.
 *
 * <p>A table gets its name by one rename, with its manifest in it: there is no moment at which half of it can be seen. A
 * stage that is wholly there is never run again, so what it published is never changed or overwritten.
 */
public final class TableStore {

    private static final String STAGING = "_staging";
    private static final String WORK = "_work";
    private static final String SUCCESS = "_SUCCESS";

    /** Schemes of object stores, where renaming a directory copies its files one by one. */
    private static final Set<String> OBJECT_STORES =
            Set.of("s3", "s3a", "s3n", "gs", "oss", "cosn", "obs", "swift", "wasb", "wasbs");

    private final FileSystem fileSystem;
    private final Path root;

    public TableStore(FileSystem fileSystem, Path root) {
        this.fileSystem = fileSystem;
        this.root = fileSystem.makeQualified(root);
    }

    public FileSystem fileSystem() {
        return fileSystem;
    }

    public Path root() {
        return root;
    }

    /** Makes the root, and proves that files can be created in it; refuses an object store. */
    public void prepare() throws IOException {
        if (OBJECT_STORES.contains(fileSystem.getScheme())) {
            throw new BloomeryException(
                    ErrorCode.CONFIGURATION,
                    "storage.root " + root + " is on an object store, where no table can appear whole by one rename",
                    "Choose one on HDFS or a local disk with --set storage.root=PATH; inputs may stay where they are.");
        }
        Path probe = new Path(root, "_probe-" + ProcessHandle.current().pid());
        try {
            fileSystem.mkdirs(root);
            fileSystem.create(probe, true).close();
            fileSystem.delete(probe, false);
        } catch (IOException e) {
            throw new BloomeryException(
                    ErrorCode.CANNOT_CREATE,
                    "cannot write to storage.root " + root + ": " + e.getMessage(),
                    "Make the directory writable for this user, or choose another one with --set storage.root=PATH.",
                    e);
        }
    }

    /** The table with this name and fingerprint, if it was published. */
    public Optional<PublishedTable> find(String table, String fingerprint) throws IOException {
        return open(table, new Path(new Path(root, table), fingerprint));
    }

    /** Every published version of a table, oldest first. */
    public List<PublishedTable> versions(String table) throws IOException {
        List<PublishedTable> versions = new ArrayList<>();
        for (FileStatus directory : list(new Path(root, table))) {
            open(table, directory.getPath()).ifPresent(versions::add);
        }
        versions.sort(Comparator.comparing(version -> version.manifest().created()));
        return versions;
    }

    /** Names of the tables that have at least a directory. */
    public List<String> tables() throws IOException {
        return list(root).stream()
                .filter(FileStatus::isDirectory)
                .map(status -> status.getPath().getName())
                .filter(name -> !name.startsWith("_") && !name.startsWith("."))
                .sorted()
                .toList();
    }

    /** Reads a table at a path of its own, which may lie outside this root. */
    public Optional<PublishedTable> open(String table, Path directory) throws IOException {
        Path file = new Path(directory, Manifest.FILE_NAME);
        try (InputStream in = fileSystem.open(file)) {
            Manifest manifest = Manifest.fromJson(in.readAllBytes(), file.toString());
            return Optional.of(new PublishedTable(table, directory.getName(), directory, manifest));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    /**
     * Checks that the files of a table are there and as long as its manifest says.
     *
     * @throws BloomeryException with {@link ErrorCode#BAD_DATA}, naming the file
     */
    public void verifySizes(PublishedTable table) throws IOException {
        for (DataFile file : table.manifest().files()) {
            Path path = table.file(file.path());
            long actual =
                    fileSystem.exists(path) ? fileSystem.getFileStatus(path).getLen() : -1;
            if (actual != file.bytes()) {
                throw new BloomeryException(
                        ErrorCode.BAD_DATA,
                        "the file " + path + (actual < 0 ? " is missing" : " has " + actual + " bytes")
                                + "; its manifest says " + file.bytes(),
                        "Restore the file, or delete the directory " + table.path() + " and run the stage "
                                + table.manifest().stage() + " again.");
            }
        }
    }

    /**
     * What is wrong with the bytes of a table, all of which are read; empty where they are those of its manifest.
     *
     * @param which whether a file of this name is looked at
     */
    Optional<String> damage(PublishedTable table, Predicate<String> which) throws IOException {
        for (DataFile file : table.manifest().files()) {
            if (which.test(file.path())) {
                String actual = sha256(table.file(file.path()));
                if (!actual.equals(file.sha256())) {
                    return Optional.of("the file " + table.file(file.path()) + " is damaged: its sha256 is " + actual
                            + " but its manifest says " + file.sha256());
                }
            }
        }
        return Optional.empty();
    }

    private String sha256(Path file) throws IOException {
        try {
            return Sha256.of(fileSystem, file);
        } catch (FileNotFoundException e) {
            return "that of no file";
        } catch (ChecksumException e) {
            return "unknown (" + e.getMessage() + ")";
        }
    }

    /**
     * An empty directory for the files of a table that is being made; whatever earlier runs left for it is gone.
     *
     * @param runId keeps a run that was thought dead from writing between the files of the one that took over
     */
    public Path freshStaging(String table, String fingerprint, String runId) throws IOException {
        String prefix = table + "-" + fingerprint + "-";
        for (FileStatus left : list(new Path(root, STAGING))) {
            if (left.getPath().getName().startsWith(prefix)) {
                fileSystem.delete(left.getPath(), true);
            }
        }
        Path directory = new Path(root, STAGING + "/" + prefix + runId);
        fileSystem.mkdirs(directory);
        return directory;
    }

    /** A directory that survives a killed run, for a stage that can go on where it stopped. */
    public Path workDirectory(String stage, String fingerprint) {
        return new Path(root, WORK + "/" + stage + "-" + fingerprint);
    }

    /**
     * Makes a staged directory the table of its manifest, all at once: the manifest is in it before it gets its name.
     *
     * <p>What stands under that name gives way. It is the remains of a killed run, or a table of a stage that was killed
     * before its last table was published; no reader was told of either.
     */
    public PublishedTable publish(Path staged, Manifest manifest) throws IOException {
        Path directory = new Path(new Path(root, manifest.table()), manifest.fingerprint());
        writeAtomically(new Path(staged, Manifest.FILE_NAME), manifest.toJson());
        fileSystem.create(new Path(staged, SUCCESS), true).close();
        fileSystem.mkdirs(directory.getParent());
        fileSystem.delete(directory, true);
        rename(staged, directory);
        return new PublishedTable(manifest.table(), manifest.fingerprint(), directory, manifest);
    }

    /** Writes a small file whole or not at all, replacing an earlier one. */
    public void writeAtomically(Path file, String text) throws IOException {
        writeAtomically(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Writes a file whole or not at all, replacing an earlier one. */
    public void writeAtomically(Path file, FileContent content) throws IOException {
        Path temporary = new Path(file.getParent(), "." + file.getName() + ".tmp");
        try (FSDataOutputStream out = fileSystem.create(temporary, true)) {
            content.writeTo(out);
            out.hsync();
        }
        fileSystem.delete(file, false);
        rename(temporary, file);
    }

    /** Moves a file or directory to a name that is free. */
    public void rename(Path from, Path to) throws IOException {
        if (!fileSystem.rename(from, to)) {
            throw new IOException("cannot rename " + from + " to " + to);
        }
    }

    /** Deletes a file or directory that no reader has been told of: staging, work, a task's leftovers. */
    public void discard(Path path) throws IOException {
        fileSystem.delete(path, true);
    }

    private List<FileStatus> list(Path directory) throws IOException {
        try {
            return Arrays.asList(fileSystem.listStatus(directory));
        } catch (FileNotFoundException e) {
            return List.of();
        }
    }
}
