package io.bloomery.jobs.train.average;

import static java.util.Objects.requireNonNull;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;

/**
 * What the workers of a checkpoint keep to themselves, a file each, which the executors write and read: the state of a
 * replica's optimizer and what its codec left unsaid, and the outer momentum of a shard.
 *
 * <p>A file is its number of steps, the number of its vectors, each with its length and its floats in little-endian order,
 * and a CRC-32C of all that.
 */
public final class InnerStates implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final int MOST_VECTORS = 1 << 20;

    private final boolean present;
    private final String directory;
    private final SerializableConfiguration hadoop;

    /** The states in a directory, which need not exist yet. */
    public InnerStates(Path directory, Configuration hadoop) {
        this(directory, hadoop, true);
    }

    private InnerStates(Path directory, Configuration hadoop, boolean present) {
        this.present = present;
        this.directory = requireNonNull(directory, "directory").toString();
        this.hadoop = new SerializableConfiguration(hadoop);
    }

    /** No states: who should read them begins anew. */
    public static InnerStates none() {
        return new InnerStates(new Path("."), new Configuration(false), false);
    }

    /** Whether there is something to read. */
    boolean isPresent() {
        return present;
    }

    @Override
    public String toString() {
        return directory;
    }

    static String ofWorker(int worker) {
        return String.format(Locale.ROOT, "worker-%05d.state", worker);
    }

    static String ofShard(int shard) {
        return String.format(Locale.ROOT, "shard-%05d.state", shard);
    }

    /** Whether a file is there, undamaged and of this step. */
    boolean isWhole(String name, int iteration) {
        try {
            read(name, iteration);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    void write(String name, int iteration, List<float[]> vectors) throws IOException {
        CRC32C checksum = new CRC32C();
        try (DataOutputStream out = new DataOutputStream(
                new CheckedOutputStream(fileSystem().create(new Path(directory, name), true), checksum))) {
            out.writeInt(iteration);
            out.writeInt(vectors.size());
            for (float[] vector : vectors) {
                out.writeInt(vector.length);
                out.write(Floats.toBytes(vector));
            }
            out.writeLong(checksum.getValue());
        }
    }

    /**
     * Reads what was written.
     *
     * @throws IOException if the file is damaged or of other steps
     */
    List<float[]> read(String name, int iteration) throws IOException {
        Path path = new Path(directory, name);
        CRC32C checksum = new CRC32C();
        try (DataInputStream in =
                new DataInputStream(new CheckedInputStream(fileSystem().open(path), checksum))) {
            long bytes = fileSystem().getFileStatus(path).getLen();
            int steps = in.readInt();
            int count = in.readInt();
            if (steps != iteration || count < 0 || count > MOST_VECTORS) {
                throw new IOException(path + " is damaged or not of step " + iteration);
            }
            List<float[]> vectors = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int length = in.readInt();
                if (length < 0 || (long) length * Float.BYTES > bytes) {
                    throw new IOException(path + " is damaged: it says it holds " + length + " floats");
                }
                vectors.add(Floats.ofBytes(in.readNBytes(length * Float.BYTES)));
            }
            long computed = checksum.getValue();
            if (in.readLong() != computed) {
                throw new IOException(path + " is damaged: its checksum does not fit");
            }
            return vectors;
        }
    }

    private FileSystem fileSystem() throws IOException {
        return new Path(directory).getFileSystem(hadoop.value());
    }
}
