package io.bloomery.data.source;

import io.bloomery.data.document.Quarantined;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The pages of one web archive file, WARC 1.0 or 1.1, plain or gzip, in file order.
 *
 * <p>Total: no content makes it throw. Every intact record is returned; each damaged stretch between two intact records
 * gives one {@link PageOrDamage.Damaged} with its offset, and so does all that follows a {@link CorruptFileException}.
 * Only a stream that fails otherwise ends the run. Holds at most a few records in memory. Not for use by several threads.
 */
public final class WarcPages implements Iterator<PageOrDamage> {

    private final Window window;
    private final PageDecoder decoder;
    private final String filePath;
    private RecordSource records;
    private Optional<PageOrDamage> next;

    private WarcPages(Window window, RecordSource records, PageDecoder decoder, String filePath) {
        this.window = window;
        this.records = records;
        this.decoder = decoder;
        this.filePath = filePath;
        this.next = find();
    }

    /** Reads with {@link WarcLimits#DEFAULT}. */
    public static Iterator<PageOrDamage> read(InputStream in, String filePath) {
        return read(in, filePath, WarcLimits.DEFAULT);
    }

    /**
     * Reads a file; the caller closes the stream.
     *
     * @param filePath for lineage, and its ending {@code .gz} settles the compression where the first bytes are damaged
     */
    public static Iterator<PageOrDamage> read(InputStream in, String filePath, WarcLimits limits) {
        Window window = new Window(in);
        RecordSource records = records(window, filePath, limits.maxRecordBytes());
        return new WarcPages(window, records, new PageDecoder(filePath, limits.maxBodyBytes()), filePath);
    }

    @Override
    public boolean hasNext() {
        return next.isPresent();
    }

    @Override
    public PageOrDamage next() {
        PageOrDamage current = next.orElseThrow(NoSuchElementException::new);
        next = find();
        return current;
    }

    private Optional<PageOrDamage> find() {
        try {
            for (Optional<WarcRecord> record = records.next(); record.isPresent(); record = records.next()) {
                Optional<PageOrDamage> page = decode(record.get());
                if (page.isPresent()) {
                    return page;
                }
            }
            return Optional.empty();
        } catch (DamageException damage) {
            return Optional.of(damaged(damage, ""));
        } catch (CorruptFileException e) {
            records = Optional::empty;
            return Optional.of(damaged(new DamageException("read-failed", window.offset(), e.getMessage()), ""));
        } catch (IOException e) {
            throw unreadable(filePath, e);
        }
    }

    private Optional<PageOrDamage> decode(WarcRecord record) {
        try {
            return decoder.decode(record).map(page -> page);
        } catch (DamageException damage) {
            return Optional.of(damaged(damage, record.target()));
        }
    }

    private PageOrDamage damaged(DamageException damage, String url) {
        return new PageOrDamage.Damaged(
                new Quarantined(filePath, damage.offset(), url, damage.reason(), damage.getMessage()));
    }

    private static RecordSource records(Window window, String filePath, int maxRecordBytes) {
        try {
            boolean isGzip = window.startsWith(0, GzipMember.MAGIC)
                    || (filePath.endsWith(".gz") && !window.startsWith(0, RecordFrame.MAGIC));
            RetryBudget retries = new RetryBudget(maxRecordBytes);
            return isGzip
                    ? new GzipRecords(window, maxRecordBytes, retries)
                    : new PlainRecords(window, maxRecordBytes, retries);
        } catch (CorruptFileException e) {
            return () -> {
                throw e;
            };
        } catch (IOException e) {
            throw unreadable(filePath, e);
        }
    }

    private static BloomeryException unreadable(String filePath, IOException cause) {
        return new BloomeryException(
                ErrorCode.IO,
                "cannot read " + filePath + ": " + cause.getMessage(),
                "Check that the storage is reachable and run the same command again.",
                cause);
    }
}
