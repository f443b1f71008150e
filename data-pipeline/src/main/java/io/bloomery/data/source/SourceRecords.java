package io.bloomery.data.source;

import io.bloomery.data.document.Quarantined;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Turns what a cutter throws into records: damage into a record of it, and an unreachable storage into the end. */
final class SourceRecords implements Iterator<SourceRecord> {

    private final String filePath;
    private final LongSupplier position;
    private RecordCutter cutter;
    private Optional<SourceRecord> next;

    /**
     * Reads ahead by one record.
     *
     * @param position offset in the file that was reached, should the storage know that what follows is corrupt
     */
    SourceRecords(RecordCutter cutter, String filePath, LongSupplier position) {
        this.cutter = cutter;
        this.filePath = filePath;
        this.position = position;
        this.next = find();
    }

    @Override
    public boolean hasNext() {
        return next.isPresent();
    }

    @Override
    public SourceRecord next() {
        SourceRecord current = next.orElseThrow(NoSuchElementException::new);
        next = find();
        return current;
    }

    private Optional<SourceRecord> find() {
        try {
            return cutter.next();
        } catch (DamageException damage) {
            return Optional.of(damaged(damage));
        } catch (CorruptFileException e) {
            cutter = Optional::empty;
            return Optional.of(damaged(new DamageException("read-failed", position.getAsLong(), e.getMessage())));
        } catch (IOException e) {
            throw new BloomeryException(
                    ErrorCode.IO,
                    "cannot read " + filePath + ": " + e.getMessage(),
                    "Check that the storage is reachable and run the same command again.",
                    e);
        }
    }

    private SourceRecord damaged(DamageException damage) {
        return new SourceRecord.Damaged(
                new Quarantined(filePath, damage.offset(), damage.url(), damage.reason(), damage.getMessage()));
    }
}
