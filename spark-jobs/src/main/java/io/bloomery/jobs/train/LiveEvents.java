package io.bloomery.jobs.train;

import io.bloomery.model.train.EventFile;
import io.bloomery.model.train.RoundMetrics;
import java.io.IOException;
import java.util.Locale;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The curves of a training that is under way, for a TensorBoard that looks on.
 *
 * <p>A file for each time the training goes on; TensorBoard itself forgets the steps of an earlier file that a later one
 * repeats. The files are written past Hadoop's local checksums, whose companion files TensorBoard would take for events.
 */
final class LiveEvents implements AutoCloseable {

    private final FSDataOutputStream out;
    private final EventFile events;

    /**
     * Begins a file.
     *
     * @param round the round that the training goes on from
     */
    LiveEvents(FileSystem fileSystem, Path directory, long round, double time) throws IOException {
        out = withoutChecksums(fileSystem)
                .create(new Path(directory, String.format(Locale.ROOT, "%s.%08d", EventFile.NAME, round)), true);
        events = new EventFile(out, time);
        out.hflush();
    }

    void add(RoundMetrics round) throws IOException {
        events.add(round.time(), round.step(), round.scalars());
        out.hflush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    static FileSystem withoutChecksums(FileSystem fileSystem) {
        return fileSystem instanceof ChecksumFileSystem checksummed ? checksummed.getRawFileSystem() : fileSystem;
    }
}
