package io.bloomery.jobs.storage;

import io.bloomery.data.step.ResourceReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** Reads word lists and models from any Hadoop file system, and remembers what they held. */
public final class HadoopResources implements ResourceReader {

    private final Configuration hadoop;
    private final Map<String, String> digests = new TreeMap<>();

    public HadoopResources(Configuration hadoop) {
        this.hadoop = hadoop;
    }

    @Override
    public InputStream open(String path) throws IOException {
        Path file = new Path(path);
        FileSystem fileSystem = file.getFileSystem(hadoop);
        digests.put(path, Sha256.of(fileSystem, file));
        return new BufferedInputStream(fileSystem.open(file));
    }

    @Override
    public List<String> files(String path) throws IOException {
        Path folder = new Path(path);
        List<String> files = new ArrayList<>();
        RemoteIterator<LocatedFileStatus> found = folder.getFileSystem(hadoop).listFiles(folder, true);
        while (found.hasNext()) {
            files.add(found.next().getPath().toString());
        }
        Collections.sort(files);
        return files;
    }

    /** SHA-256 of every file that was opened, by its path. */
    public Map<String, String> digests() {
        return Collections.unmodifiableMap(digests);
    }
}
