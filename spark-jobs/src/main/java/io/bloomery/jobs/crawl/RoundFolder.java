package io.bloomery.jobs.crawl;

import io.bloomery.jobs.storage.TableStore;
import io.bloomery.jobs.storage.TaskFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * Where one round keeps what it does: {@code <work>/round-00001/}.
 *
 * <p>Whatever lies here counts for nothing until the round's commit names it, but for finished segments and the plan: a
 * round that is started again goes on from those.
 */
record RoundFolder(Path path) {

    static final String PLAN = "plan";

    static RoundFolder of(Path work, int round) {
        return new RoundFolder(new Path(work, String.format(Locale.ROOT, "round-%05d", round)));
    }

    Path plan() {
        return new Path(path, PLAN);
    }

    /** The segments of the tasks. */
    Path visits() {
        return new Path(path, "visits");
    }

    Path urls() {
        return new Path(path, "urls");
    }

    Path hosts() {
        return new Path(path, "hosts");
    }

    /**
     * Files of finished segments that end so, in order of their names.
     *
     * <p>A task that was killed while it gave a segment's files their names leaves some of them with no journal of URLs:
     * such a segment does not count, whatever else of it is there.
     */
    List<Path> segments(TableStore store, String suffix) throws IOException {
        Set<String> files =
                list(store).stream().map(file -> file.getPath().getName()).collect(Collectors.toSet());
        return files.stream()
                .filter(file -> file.endsWith(Segment.URLS) && !file.startsWith(TaskFiles.TEMPORARY))
                .map(journal -> journal.substring(0, journal.length() - Segment.URLS.length()) + suffix)
                .filter(files::contains)
                .sorted()
                .map(file -> new Path(visits(), file))
                .toList();
    }

    /** What all finished segments hold together. */
    Tally tally(TableStore store) throws IOException {
        Tally sum = Tally.NOTHING;
        for (Path file : segments(store, Segment.TALLY)) {
            try (InputStream in = store.fileSystem().open(file)) {
                sum = sum.plus(Tally.fromJson(in.readAllBytes()));
            }
        }
        return sum;
    }

    /** A number that no earlier start of this round has. */
    int nextLaunch(TableStore store) throws IOException {
        Optional<Integer> last = list(store).stream()
                .map(file -> Segment.launch(file.getPath().getName()))
                .max(Integer::compare);
        return last.map(launch -> launch + 1).orElse(0);
    }

    /** Deletes what nobody needs once the round is committed. */
    void tidy(TableStore store) throws IOException {
        for (FileStatus file : list(store)) {
            if (!file.getPath().getName().endsWith(Segment.ARCHIVE)
                    || file.getPath().getName().startsWith(TaskFiles.TEMPORARY)) {
                store.discard(file.getPath());
            }
        }
        store.discard(plan());
    }

    private List<FileStatus> list(TableStore store) throws IOException {
        try {
            return Arrays.asList(store.fileSystem().listStatus(visits()));
        } catch (FileNotFoundException e) {
            return List.of();
        }
    }
}
