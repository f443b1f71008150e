package io.bloomery.jobs.clean;

import io.bloomery.data.source.CorruptFileException;
import java.io.FilterInputStream;
import java.io.IOException;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FSDataInputStream;

/**
 * An archive file as Hadoop delivers it: bytes that fail Hadoop's own checksum are a {@link CorruptFileException}, and
 * all bytes before them are delivered.
 *
 * <p>Every other failure stays what it is, so that Spark tries the task again.
 */
final class CheckedStream extends FilterInputStream {

    /** Hadoop's default; it verifies so many bytes at once. */
    private static final int CHECKED_BYTES = 512;

    private final FSDataInputStream file;

    CheckedStream(FSDataInputStream file) {
        super(file);
        this.file = file;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        long start = file.getPos();
        try {
            return file.read(target, offset, length);
        } catch (ChecksumException e) {
            return readLess(start, target, offset, Math.min(length, CHECKED_BYTES));
        }
    }

    /** A long read fails as a whole, although only its last bytes may be corrupt. */
    private int readLess(long start, byte[] target, int offset, int length) throws IOException {
        try {
            file.seek(start);
            return file.read(target, offset, length);
        } catch (ChecksumException e) {
            throw new CorruptFileException(e.getMessage(), e);
        }
    }
}
