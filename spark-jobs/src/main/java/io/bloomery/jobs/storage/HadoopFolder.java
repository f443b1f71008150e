package io.bloomery.jobs.storage;

import static java.util.Objects.requireNonNull;

import io.bloomery.model.checkpoint.Folder;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A directory of any Hadoop file system, for code that does not know Hadoop. */
public final class HadoopFolder implements Folder {

    private final FileSystem fileSystem;
    private final Path directory;

    public HadoopFolder(FileSystem fileSystem, Path directory) {
        this.fileSystem = requireNonNull(fileSystem, "fileSystem");
        this.directory = requireNonNull(directory, "directory");
    }

    @Override
    public String describe(String file) {
        return new Path(directory, file).toString();
    }

    @Override
    public OutputStream create(String file) throws IOException {
        return fileSystem.create(new Path(directory, file), true);
    }

    @Override
    public InputStream open(String file) throws IOException {
        return new BufferedInputStream(fileSystem.open(new Path(directory, file)));
    }

    @Override
    public long length(String file) throws IOException {
        return fileSystem.getFileStatus(new Path(directory, file)).getLen();
    }
}
