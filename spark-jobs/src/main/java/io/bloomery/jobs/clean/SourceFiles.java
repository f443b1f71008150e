package io.bloomery.jobs.clean;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.data.source.SourceConfig;
import io.bloomery.data.source.SourceFormat;
import io.bloomery.data.source.SourceReader;
import io.bloomery.data.source.SourceSplit;
import io.bloomery.data.source.SplitPlan;
import io.bloomery.jobs.storage.DataFile;
import io.bloomery.jobs.storage.PublishedTable;
import io.bloomery.jobs.storage.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * The files to read, divided into the work of tasks, in the order of their paths.
 *
 * @param tasks the parts of files that each task reads
 * @param digest the same for the same paths, lengths and times of modification; 64 hex digits
 */
record SourceFiles(List<List<SourceSplit>> tasks, String digest) {

    private static final List<String> ARCHIVE_ENDINGS = List.of(".warc.gz", ".warc");

    SourceFiles {
        tasks = List.copyOf(tasks);
    }

    /** The archives of a published crawl, one a task. */
    static SourceFiles of(PublishedTable pages) {
        List<List<SourceSplit>> tasks = pages.manifest().files().stream()
                .filter(file -> ARCHIVE_ENDINGS.stream().anyMatch(file.path()::endsWith))
                .sorted(Comparator.comparing(DataFile::path))
                .map(file -> new SourceSplit(
                        pages.file(file.path()).toString(), SourceFormat.WARC, 0, file.bytes(), file.bytes()))
                .map(List::of)
                .toList();
        return new SourceFiles(tasks, pages.manifest().contentDigest());
    }

    /**
     * The files that a glob matches, and those in the directories that it matches; names that begin with {@code .} or
     * {@code _} do not count, as everywhere in Hadoop.
     *
     * @throws BloomeryException with {@link ErrorCode#INPUT_MISSING} where there are none
     */
    static SourceFiles matching(String glob, SourceConfig config, Configuration hadoop) throws IOException {
        Path pattern = new Path(glob);
        FileSystem fileSystem = pattern.getFileSystem(hadoop);
        List<FileStatus> files = files(fileSystem, pattern);
        if (files.isEmpty()) {
            throw new BloomeryException(
                    ErrorCode.INPUT_MISSING,
                    "clean.input = \"" + glob + "\" matches no file",
                    "Check the path and its wildcards, or leave clean.input empty to read what the crawl published.");
        }
        SplitPlan plan = new SplitPlan(config.splitSize().bytes());
        List<SourceSplit> splits = new ArrayList<>();
        for (FileStatus file : files) {
            String path = file.getPath().toString();
            splits.addAll(plan.splits(path, format(fileSystem, file, config.format()), file.getLen()));
        }
        return new SourceFiles(
                plan.tasks(splits),
                Sha256.of(files.stream()
                        .map(file -> file.getPath() + " " + file.getLen() + " " + file.getModificationTime())
                        .collect(Collectors.joining("\n"))));
    }

    private static List<FileStatus> files(FileSystem fileSystem, Path pattern) throws IOException {
        FileStatus[] matches = fileSystem.globStatus(pattern);
        List<FileStatus> files = new ArrayList<>();
        for (FileStatus match : matches == null ? new FileStatus[0] : matches) {
            if (match.isFile()) {
                files.add(match);
                continue;
            }
            RemoteIterator<LocatedFileStatus> inside = fileSystem.listFiles(match.getPath(), true);
            while (inside.hasNext()) {
                FileStatus file = inside.next();
                if (isVisible(file.getPath(), match.getPath())) {
                    files.add(file);
                }
            }
        }
        files.sort(Comparator.comparing(FileStatus::getPath));
        return files;
    }

    private static boolean isVisible(Path file, Path directory) {
        for (Path path = file; path != null && !path.equals(directory); path = path.getParent()) {
            if (path.getName().startsWith(".") || path.getName().startsWith("_")) {
                return false;
            }
        }
        return true;
    }

    private static SourceFormat format(FileSystem fileSystem, FileStatus file, SourceFormat configured)
            throws IOException {
        String path = file.getPath().toString();
        if (configured != SourceFormat.AUTO) {
            return configured;
        }
        var named = SourceFormat.ofName(path);
        if (named.isPresent()) {
            return named.get();
        }
        try (InputStream in = fileSystem.open(file.getPath())) {
            return SourceReader.detect(in, path, file.getLen());
        }
    }
}
