package io.bloomery.data.source;

import java.io.IOException;
import java.util.Optional;

/** Records that lie one behind the other in uncompressed bytes. */
final class PlainRecords implements RecordSource {

    private final Window window;
    private final RecordFrame frame;
    private final RetryBudget retries;

    PlainRecords(Window window, int maxRecordBytes, RetryBudget retries) {
        this.window = window;
        this.frame = new RecordFrame(window, maxRecordBytes);
        this.retries = retries;
    }

    @Override
    public Optional<WarcRecord> next() throws IOException, DamageException {
        while (window.has(1) && (window.at(0) == '\r' || window.at(0) == '\n')) {
            window.skip(1); // some writers leave more than two line ends
        }
        if (window.isAtEnd()) {
            return Optional.empty();
        }
        try {
            WarcRecord record = frame.cut();
            window.skip(frame.recordSize());
            return Optional.of(record);
        } catch (DamageException damage) {
            retries.skipDamage(window, RecordFrame.MAGIC, frame::cut, frame::examined);
            throw damage;
        }
    }
}
