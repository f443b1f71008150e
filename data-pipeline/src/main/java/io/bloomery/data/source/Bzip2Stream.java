package io.bloomery.data.source;

import java.io.IOException;
import java.util.Optional;

/**
 * The bytes of a bzip2 file, or of the part of it whose blocks begin between two offsets.
 *
 * <p>Blocks begin with a mark of 48 bits at any bit, so they are found from anywhere in the file, are verified one by
 * one, and damage in one does not touch the next.
 */
final class Bzip2Stream extends DecodedStream {

    /** More than the largest block that any packer writes. */
    private static final int MAX_BLOCK_BYTES = 1 << 21;

    private static final long NONE = -1;
    private static final long MASK = (1L << Bzip2Block.MAGIC_BITS) - 1;
    private static final int STREAM_HEADER_BITS = 32;
    private static final int STREAM_CHECKSUM_BITS = 32;

    private final Window window;
    private final long start;
    private final long end;
    private byte[] block = {};
    private int delivered;
    private long position;

    /** The next bit to look at, counted from the first byte of the window. */
    private long bit;

    /** Whether the next mark has to begin at that bit. */
    private boolean markIsDue;

    private Optional<DamageException> damage = Optional.empty();

    /** Reads a stream that stands at {@code start}, for a part that ends at {@code end}. */
    Bzip2Stream(Window window, long start, long end) {
        this.window = window;
        this.start = start;
        this.end = end;
        this.markIsDue = start == 0;
        this.bit = start == 0 ? STREAM_HEADER_BITS : 0;
    }

    @Override
    int decode(byte[] target, int offset, int length) throws IOException {
        while (delivered == block.length) {
            if (damage.isPresent()) {
                GapException gap = new GapException(damage.get());
                damage = Optional.empty();
                throw gap;
            }
            block = new byte[0];
            delivered = 0;
            if (!readOn()) {
                return -1;
            }
        }
        int count = Math.min(length, block.length - delivered);
        System.arraycopy(block, delivered, target, offset, count);
        delivered += count;
        position += count;
        return count;
    }

    /** Takes the next block, end of a stream or damage; false at the end of the file. */
    private boolean readOn() throws IOException {
        if (start == 0 && window.offset() == 0 && window.isAtEnd()) {
            return false;
        }
        long due = 8 * window.offset() + bit;
        boolean found = seekMark();
        long reached = 8 * window.offset() + bit;
        if (markIsDue && (found ? reached != due : !isEndOfStream(due))) {
            markIsDue = false;
            long offset = Math.min(start + due / 8, end - 1); // the next part does not know that one is missing
            damage = Optional.of(damage("bzip2-corrupt", offset, "no block begins where one has to"));
            return true;
        }
        if (!found) {
            return false;
        }
        if (magicAtBit() == Bzip2Block.END_MAGIC) {
            bit += Bzip2Block.MAGIC_BITS + STREAM_CHECKSUM_BITS;
            bit = (bit + 7) / 8 * 8 + STREAM_HEADER_BITS;
            markIsDue = true;
        } else {
            unpackBlock();
        }
        return true;
    }

    /** Whether the file ends before the header of the stream whose first mark is due at a bit of the file. */
    private boolean isEndOfStream(long due) {
        return 8 * window.offset() == due - STREAM_HEADER_BITS;
    }

    /** Moves to the next mark, which then begins in the first byte of the window; false, and all given up, without. */
    private boolean seekMark() throws IOException {
        giveUpReadBytes();
        long mark = findMark(bit);
        while (mark == NONE && window.has(MAX_BLOCK_BYTES)) {
            bit = 8L * (MAX_BLOCK_BYTES - Bzip2Block.MAGIC_BITS / 8);
            giveUpReadBytes();
            mark = findMark(bit);
        }
        if (mark == NONE) {
            window.skipAll();
            bit = 0;
            return false;
        }
        bit = mark;
        giveUpReadBytes();
        return true;
    }

    private void unpackBlock() throws IOException {
        long offset = start + window.offset();
        if (offset >= end) {
            limit(position);
        }
        long mark = findMark(bit + Bzip2Block.MAGIC_BITS);
        try {
            take(mark, offset);
        } catch (IOException e) {
            mark = takeBehindFalseMark(mark, offset, e);
        }
        if (mark == NONE && damage.isEmpty()) {
            damage = Optional.of(damage("bzip2-truncated", offset, "the file ends behind a bzip2 block"));
        }
        bit = mark == NONE ? 8L * Math.min(window.size(), MAX_BLOCK_BYTES) : mark;
        markIsDue = mark != NONE;
    }

    /** A mark may also occur by chance inside a block; the block then ends at the mark behind it. */
    private long takeBehindFalseMark(long mark, long offset, IOException cause) throws IOException {
        long next = mark == NONE ? NONE : findMark(mark + Bzip2Block.MAGIC_BITS);
        if (next != NONE) {
            try {
                take(next, offset);
                return next;
            } catch (IOException e) {
                cause.addSuppressed(e);
            }
        }
        boolean isCut = mark == NONE && !window.has(MAX_BLOCK_BYTES);
        damage = Optional.of(
                isCut
                        ? damage("bzip2-truncated", offset, "the file ends inside a bzip2 block")
                        : damage("bzip2-corrupt", offset, "bad bzip2 block: " + cause.getMessage()));
        return mark;
    }

    private void take(long mark, long offset) throws IOException {
        int size = Math.min(window.size(), mark == NONE ? MAX_BLOCK_BYTES : (int) ((mark + 7) / 8));
        long blockEnd = mark == NONE ? 8L * size : mark;
        Bzip2Block.Content content = Bzip2Block.unpack(window.copy(0, size), (int) bit, (int) (blockEnd - bit));
        block = content.bytes();
        begin(position, offset);
        if (!content.isAll()) {
            damage = Optional.of(damage("bzip2-corrupt", offset, "damaged bits follow this bzip2 block"));
        }
    }

    /** The bit of the next mark, of a block or of an end, within the largest block; {@link #NONE} without. */
    private long findMark(long from) throws IOException {
        long register = 0;
        int first = (int) (from / 8);
        for (int index = first; index < MAX_BLOCK_BYTES && window.has(index + 1); index++) {
            register = register << 8 | window.at(index);
            for (int shift = 7; shift >= 0; shift--) {
                long candidate = register >>> shift & MASK;
                long begin = (index + 1) * 8L - shift - Bzip2Block.MAGIC_BITS;
                if ((candidate == Bzip2Block.BLOCK_MAGIC || candidate == Bzip2Block.END_MAGIC) && begin >= from) {
                    return begin;
                }
            }
        }
        return NONE;
    }

    private long magicAtBit() {
        return Bzip2Block.bits(window.copy(0, 8), (int) bit, Bzip2Block.MAGIC_BITS);
    }

    private static DamageException damage(String reason, long offset, String detail) {
        return new DamageException(reason, offset, detail);
    }

    private void giveUpReadBytes() throws IOException {
        int bytes = (int) (bit / 8);
        if (window.has(bytes)) {
            window.skip(bytes);
            bit -= 8L * bytes;
        } else {
            bit -= 8L * window.size();
            window.skipAll();
        }
    }
}
