package io.bloomery.jobs.crawl;

import io.bloomery.jobs.storage.TableStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** The commits of a crawl; the newest counts. A commit appears by one rename, whole, under a name that was free. */
final class CommitLog {

    private static final String FOLDER = "commits";

    private final TableStore store;
    private final Path folder;

    CommitLog(TableStore store, Path work) {
        this.store = store;
        this.folder = new Path(work, FOLDER);
    }

    Optional<Commit> newest() throws IOException {
        Optional<Path> file = files();
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = store.fileSystem().open(file.get())) {
            return Optional.of(Commit.fromJson(in.readAllBytes()));
        }
    }

    Commit add(Commit commit) throws IOException {
        store.fileSystem().mkdirs(folder);
        store.writeAtomically(
                new Path(folder, String.format(Locale.ROOT, "%05d.json", commit.round())), commit.toJson());
        return commit;
    }

    private Optional<Path> files() throws IOException {
        try {
            return Arrays.stream(store.fileSystem().listStatus(folder))
                    .map(FileStatus::getPath)
                    .filter(file -> !file.getName().startsWith("."))
                    .max(Path::compareTo);
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }
}
