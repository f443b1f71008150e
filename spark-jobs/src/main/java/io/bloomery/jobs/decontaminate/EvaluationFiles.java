package io.bloomery.jobs.decontaminate;

import io.bloomery.data.decontaminate.EvaluationSet;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.jobs.storage.Sha256;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The files that evaluation sets name, and what is in them.
 *
 * @param digest of names and bytes, so that other questions make another table
 */
record EvaluationFiles(TreeMap<String, List<String>> paths, String digest) {

    static EvaluationFiles of(List<EvaluationSet> sets, Configuration hadoop) throws IOException {
        TreeMap<String, List<String>> paths = new TreeMap<>();
        StringBuilder content = new StringBuilder();
        for (EvaluationSet set : sets) {
            Path pattern = new Path(set.path());
            FileSystem fileSystem = pattern.getFileSystem(hadoop);
            FileStatus[] found = fileSystem.globStatus(pattern);
            List<String> files = new ArrayList<>();
            for (FileStatus status : found == null ? new FileStatus[0] : sorted(found)) {
                if (status.isFile()) {
                    files.add(status.getPath().toString());
                    content.append(set.name())
                            .append(' ')
                            .append(Sha256.of(fileSystem, status.getPath()))
                            .append('\n');
                }
            }
            if (files.isEmpty()) {
                throw new BloomeryException(
                        ErrorCode.INPUT_MISSING,
                        "the path " + set.path() + " of the evaluation set " + set.name() + " matches no file",
                        "Check decontaminate.evaluation-sets.");
            }
            paths.put(set.name(), files);
        }
        return new EvaluationFiles(paths, Sha256.of(content.toString()));
    }

    private static FileStatus[] sorted(FileStatus[] found) {
        FileStatus[] sorted = found.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
