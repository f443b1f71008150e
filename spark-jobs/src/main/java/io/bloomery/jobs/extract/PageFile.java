package io.bloomery.jobs.extract;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Reads a page from a file, plain or gzip, never more of it than is asked for. */
final class PageFile {

    private PageFile() {}

    static byte[] read(FileSystem fileSystem, Path file, int maxBytes) throws IOException {
        try (InputStream raw = fileSystem.open(file)) {
            return file.getName().endsWith(".gz")
                    ? new GZIPInputStream(raw).readNBytes(maxBytes)
                    : raw.readNBytes(maxBytes);
        } catch (ZipException | EOFException e) {
            throw new BloomeryException(
                    ErrorCode.BAD_DATA,
                    file + " is not a whole gzip file",
                    "Restore the file or take it out of the folder.",
                    e);
        }
    }
}
