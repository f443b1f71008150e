package io.bloomery.data.source;

import java.io.IOException;
import java.util.Optional;

/** Records in zstd frames, one a frame as the IIPC proposes, or several. */
final class ZstdRecords implements RecordSource {

    private final Window window;
    private final int maxRecordBytes;
    private final RetryBudget retries;
    private final ZstdDictionary dictionary = new ZstdDictionary();
    private RecordSource inFrame = Optional::empty;
    private long frameOffset;

    ZstdRecords(Window window, int maxRecordBytes, RetryBudget retries) {
        this.window = window;
        this.maxRecordBytes = maxRecordBytes;
        this.retries = retries;
    }

    @Override
    public Optional<WarcRecord> next() throws IOException, DamageException {
        Optional<WarcRecord> record = nextInFrame();
        while (record.isEmpty() && !window.isAtEnd()) {
            openFrame();
            record = nextInFrame();
        }
        return record;
    }

    private Optional<WarcRecord> nextInFrame() throws IOException, DamageException {
        try {
            return inFrame.next().map(record -> record.at(frameOffset));
        } catch (DamageException damage) {
            throw new DamageException(damage.reason(), frameOffset, damage.getMessage());
        }
    }

    private void openFrame() throws IOException, DamageException {
        frameOffset = window.offset();
        try {
            dictionary.skipFrames(window);
            frameOffset = window.offset();
            if (window.isAtEnd()) {
                return;
            }
            ZstdUnpacking.Frame frame = ZstdUnpacking.frame(window, maxRecordBytes, dictionary.content());
            window.skip(frame.size());
            inFrame = new PlainRecords(new Window(frame.content()), maxRecordBytes, retries);
        } catch (DamageException damage) {
            retries.skipDamage(
                    window,
                    ZstdFrameStream.MAGIC,
                    () -> ZstdUnpacking.frame(window, maxRecordBytes, dictionary.content()),
                    window::size);
            throw damage;
        }
    }
}
