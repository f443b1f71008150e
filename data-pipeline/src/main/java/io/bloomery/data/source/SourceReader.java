package io.bloomery.data.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;

/**
 * The records of one file, or of a part of one, in the order of the file.
 *
 * <p>Total: no content makes it throw. Every intact record comes out once, whatever the parts; each damaged stretch is
 * one {@link SourceRecord.Damaged}. Holds at most a few records in memory. Not for use by several threads.
 */
public final class SourceReader implements Iterator<SourceRecord>, Closeable {

    private static final int HEAD = 4096;

    private final Iterator<SourceRecord> records;
    private final Closeable stream;

    private SourceReader(Iterator<SourceRecord> records, Closeable stream) {
        this.records = records;
        this.stream = stream;
    }

    /**
     * Reads a part of a file, of any format but Parquet, which needs an engine.
     *
     * @param in stands at the first byte of the part and goes on to the end of the file; closed with the reader
     */
    public static SourceReader open(InputStream in, SourceSplit split, SourceConfig config) {
        if (split.format() == SourceFormat.WARC) {
            return new SourceReader(WarcPages.read(in, split.path(), config.warcLimits()), in);
        }
        SplitCutter cutter = new SplitCutter(in, split, config);
        return new SourceReader(new SourceRecords(cutter, split.path(), cutter::position), cutter);
    }

    /**
     * What a file holds, by its first bytes.
     *
     * @throws BloomeryException with {@link ErrorCode#CONFIGURATION} where they do not tell
     */
    public static SourceFormat detect(InputStream in, String path, long length) throws IOException {
        SourceSplit whole = new SourceSplit(path, SourceFormat.TEXT, 0, length, length);
        try (DecodedStream decoded = DecodedStream.open(in, whole, HEAD)) {
            return SourceFormat.ofHead(new String(decoded.readNBytes(HEAD), UTF_8))
                    .orElseThrow(() -> unknown(path));
        } catch (GapException e) {
            throw unknown(path);
        }
    }

    private static BloomeryException unknown(String path) {
        return new BloomeryException(
                ErrorCode.CONFIGURATION,
                "neither the name nor the first bytes of " + path + " tell what it holds",
                "Set clean.source.format, or narrow clean.input to the files that are meant.");
    }

    @Override
    public boolean hasNext() {
        return records.hasNext();
    }

    @Override
    public SourceRecord next() {
        return records.next();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
