package io.bloomery.jobs.clean;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.jobs.storage.DataFile;
import io.bloomery.jobs.storage.PublishedTable;
import io.bloomery.jobs.storage.Sha256;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * The archive files to read, in the order of their paths.
 *
 * @param digest the same for the same paths, lengths and times of modification; 64 hex digits
 */
record ArchiveFiles(List<String> paths, String digest) {

    private static final List<String> ENDINGS = List.of(".warc.gz", ".warc");

    ArchiveFiles {
        paths = List.copyOf(paths);
    }

    /** The archives of a published crawl. */
    static ArchiveFiles of(PublishedTable pages) {
        List<String> paths = pages.manifest().files().stream()
                .map(DataFile::path)
                .filter(name -> ENDINGS.stream().anyMatch(name::endsWith))
                .sorted()
                .map(name -> pages.file(name).toString())
                .toList();
        return new ArchiveFiles(paths, pages.manifest().contentDigest());
    }

    /**
     * The files that a glob matches.
     *
     * @throws BloomeryException with {@link ErrorCode#INPUT_MISSING} where it matches none
     */
    static ArchiveFiles matching(String glob, Configuration hadoop) throws IOException {
        Path pattern = new Path(glob);
        FileStatus[] matches = pattern.getFileSystem(hadoop).globStatus(pattern);
        List<FileStatus> files = matches == null
                ? List.of()
                : Arrays.stream(matches)
                        .filter(FileStatus::isFile)
                        .sorted(Comparator.comparing(FileStatus::getPath))
                        .toList();
        if (files.isEmpty()) {
            throw new BloomeryException(
                    ErrorCode.INPUT_MISSING,
                    "clean.input = \"" + glob + "\" matches no file",
                    "Check the path and its wildcards, or leave clean.input empty to read what the crawl published.");
        }
        return new ArchiveFiles(
                files.stream().map(file -> file.getPath().toString()).toList(),
                Sha256.of(files.stream()
                        .map(file -> file.getPath() + " " + file.getLen() + " " + file.getModificationTime())
                        .collect(Collectors.joining("\n"))));
    }
}
