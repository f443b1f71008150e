package io.bloomery.data.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Optional;

/**
 * The pages of one web archive file, WARC 1.0 or 1.1, plain, gzip or zstd, in file order.
 *
 * <p>Total: no content makes it throw. Every intact record is returned; each damaged stretch between two intact records
 * gives one {@link SourceRecord.Damaged} with its offset, and so does all that follows a {@link CorruptFileException}.
 * Only a stream that fails otherwise ends the run. Holds at most a few records in memory. Not for use by several threads.
 */
public final class WarcPages implements RecordCutter {

    private final Window window;
    private final String filePath;
    private final WarcLimits limits;
    private final PageDecoder decoder;
    private Optional<RecordSource> records = Optional.empty();

    private WarcPages(Window window, String filePath, WarcLimits limits) {
        this.window = window;
        this.filePath = filePath;
        this.limits = limits;
        this.decoder = new PageDecoder(filePath, limits.maxBodyBytes());
    }

    /** Reads with {@link WarcLimits#DEFAULT}. */
    public static Iterator<SourceRecord> read(InputStream in, String filePath) {
        return read(in, filePath, WarcLimits.DEFAULT);
    }

    /**
     * Reads a file; the caller closes the stream.
     *
     * @param filePath for lineage, and its ending settles the compression where the first bytes are damaged
     */
    public static Iterator<SourceRecord> read(InputStream in, String filePath, WarcLimits limits) {
        Window window = new Window(in);
        return new SourceRecords(new WarcPages(window, filePath, limits), filePath, window::offset);
    }

    @Override
    public Optional<SourceRecord> next() throws IOException, DamageException {
        if (records.isEmpty()) {
            records = Optional.of(records());
        }
        RecordSource source = records.get();
        for (Optional<WarcRecord> record = source.next(); record.isPresent(); record = source.next()) {
            Optional<SourceRecord> decoded = decode(record.get());
            if (decoded.isPresent()) {
                return decoded;
            }
        }
        return Optional.empty();
    }

    private Optional<SourceRecord> decode(WarcRecord record) throws DamageException {
        try {
            return decoder.decode(record);
        } catch (DamageException damage) {
            throw damage.of(record.target());
        }
    }

    private RecordSource records() throws IOException {
        int maxBytes = limits.maxRecordBytes();
        RetryBudget retries = new RetryBudget(maxBytes);
        Compression compression =
                window.startsWith(0, RecordFrame.MAGIC) ? Compression.NONE : Compression.of(window, filePath);
        return switch (compression) {
            case GZIP -> new GzipRecords(window, maxBytes, retries);
            case ZSTD -> new ZstdRecords(window, maxBytes, retries);
            case NONE, BZIP2 -> new PlainRecords(window, maxBytes, retries);
        };
    }
}
