package io.bloomery.data.source;

import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The bytes of a gzip file of any number of members, of any size.
 *
 * <p>What precedes damage in a member is delivered. A member whose checksum does not match has been delivered by the
 * time that is known, and the gap behind it says so.
 */
final class GzipStream extends DecodedStream {

    /** So much of a member is kept to look for the next one in, if this one proves to be damaged. */
    private static final int RETAINED = 1 << 20;

    private static final int PROBED = 1 << 16;

    private final Window window;
    private final GzipMember member;
    private final RetryBudget retries;
    private Inflater inflater = new Inflater(true);
    private CRC32 checksum = new CRC32();
    private boolean inMember;
    private long memberOffset;
    private int consumed;
    private long position;

    GzipStream(Window window, RetryBudget retries) {
        this.window = window;
        this.member = new GzipMember(window, PROBED);
        this.retries = retries;
    }

    @Override
    int decode(byte[] target, int offset, int length) throws IOException {
        try {
            while (inMember || hasMember()) {
                int count = inflate(target, offset, length);
                if (count > 0) {
                    checksum.update(target, offset, count);
                    position += count;
                    return count;
                }
            }
            return -1;
        } catch (DamageException damage) {
            inMember = false;
            inflater.end();
            retries.skipDamage(window, GzipMember.MAGIC, member::probe, member::examined);
            throw new GapException(damage);
        }
    }

    @Override
    public void close() {
        inflater.end();
    }

    private boolean hasMember() throws IOException, DamageException {
        if (window.isAtEnd()) {
            return false;
        }
        memberOffset = window.offset();
        consumed = member.headerSize();
        inflater.end();
        inflater = new Inflater(true);
        checksum = new CRC32();
        inMember = true;
        begin(position, memberOffset);
        return true;
    }

    /** How many bytes of the member were inflated; 0 at its end. */
    private int inflate(byte[] target, int offset, int length) throws IOException, DamageException {
        try {
            while (true) {
                int count = inflater.inflate(target, offset, length);
                if (count > 0) {
                    return count;
                }
                if (inflater.finished()) {
                    endMember();
                    return 0;
                }
                if (inflater.needsDictionary()) {
                    throw damage("gzip-corrupt", "deflate data asks for a dictionary");
                }
                feed();
            }
        } catch (DataFormatException e) {
            throw damage("gzip-corrupt", "bad deflate data: " + e.getMessage());
        }
    }

    private void feed() throws IOException, DamageException {
        if (consumed > RETAINED) {
            window.skip(consumed);
            consumed = 0;
        }
        need(consumed + 1);
        int available = window.size() - consumed;
        inflater.setInput(window.array(), window.from() + consumed, available);
        consumed += available;
    }

    private void endMember() throws IOException, DamageException {
        consumed -= inflater.getRemaining();
        need(consumed + GzipMember.TRAILER);
        if (member.littleEndian(consumed) != checksum.getValue()) {
            throw damage("gzip-corrupt", "the checksum of the gzip member does not match: records of it may be wrong");
        }
        if (member.littleEndian(consumed + 4) != (inflater.getBytesWritten() & 0xffffffffL)) {
            throw damage("gzip-corrupt", "length of the gzip member does not match");
        }
        window.skip(consumed + GzipMember.TRAILER);
        inMember = false;
    }

    private void need(int count) throws IOException, DamageException {
        if (!window.has(count)) {
            throw damage("gzip-truncated", "the file ends inside a gzip member");
        }
    }

    private DamageException damage(String reason, String detail) {
        return new DamageException(reason, memberOffset, detail);
    }
}
