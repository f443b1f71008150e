package io.bloomery.jobs.storage;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The files that a task writes into a directory: under another name until they are whole. */
public final class TaskFiles {

    /** Begins the name of every file that is not finished. */
    public static final String TEMPORARY = "_";

    private final FileSystem fileSystem;
    private final Path directory;

    public TaskFiles(FileSystem fileSystem, Path directory) {
        this.fileSystem = requireNonNull(fileSystem, "fileSystem");
        this.directory = requireNonNull(directory, "directory");
    }

    /**
     * Begins a file.
     *
     * @param name that no other task gives
     */
    public OutputStream create(String name) throws IOException {
        return fileSystem.create(temporary(name), true);
    }

    /** Gives a file that was closed its name, which nothing has. */
    public void finish(String name) throws IOException {
        rename(temporary(name), new Path(directory, name));
    }

    /** The same under another name; a file that has it, of a try of the same task, gives way. */
    public void finishAs(String name, String finalName) throws IOException {
        Path file = new Path(directory, finalName);
        fileSystem.delete(file, false);
        rename(temporary(name), file);
    }

    private void rename(Path from, Path to) throws IOException {
        if (!fileSystem.rename(from, to)) {
            throw new IOException("cannot rename " + from + " to " + to);
        }
    }

    private Path temporary(String name) {
        return new Path(directory, TEMPORARY + name);
    }
}
