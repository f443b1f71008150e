package io.bloomery.data.source;

import java.io.IOException;
import java.util.Optional;

/** Records in gzip members, one a member as the standard asks, or several. */
final class GzipRecords implements RecordSource {

    private final Window window;
    private final GzipMember member;
    private final int maxRecordBytes;
    private final RetryBudget retries;
    private RecordSource inMember = Optional::empty;
    private long memberOffset;

    GzipRecords(Window window, int maxRecordBytes, RetryBudget retries) {
        this.window = window;
        this.member = new GzipMember(window, maxRecordBytes);
        this.maxRecordBytes = maxRecordBytes;
        this.retries = retries;
    }

    @Override
    public Optional<WarcRecord> next() throws IOException, DamageException {
        Optional<WarcRecord> record = nextInMember();
        while (record.isEmpty() && !window.isAtEnd()) {
            openMember();
            record = nextInMember();
        }
        return record;
    }

    private Optional<WarcRecord> nextInMember() throws IOException, DamageException {
        try {
            return inMember.next().map(record -> record.at(memberOffset));
        } catch (DamageException damage) {
            throw new DamageException(damage.reason(), memberOffset, damage.getMessage());
        }
    }

    private void openMember() throws IOException, DamageException {
        memberOffset = window.offset();
        try {
            byte[] content = member.inflate();
            window.skip(member.compressedSize());
            inMember = new PlainRecords(new Window(content), maxRecordBytes, retries);
        } catch (DamageException damage) {
            retries.skipDamage(window, GzipMember.MAGIC, member::inflate, member::examined);
            throw damage;
        }
    }
}
