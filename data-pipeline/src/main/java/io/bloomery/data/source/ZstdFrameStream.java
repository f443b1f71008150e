package io.bloomery.data.source;

import java.io.IOException;
import java.io.InputStream;

/**
 * The compressed bytes of the zstd frame (RFC 8878) that a window starts with, and not one byte more.
 *
 * <p>Walks from block to block by their headers, so the end of the frame is known without unpacking it. Throws {@link
 * GapException} where the headers make no sense or the file ends.
 */
final class ZstdFrameStream extends InputStream {

    static final byte[] MAGIC = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};

    private static final int[] DICTIONARY_ID_BYTES = {0, 1, 2, 4};
    private static final int[] CONTENT_SIZE_BYTES = {0, 2, 4, 8};
    private static final int RESERVED = 0x08;
    private static final int CHECKSUM = 0x04;
    private static final int SINGLE_SEGMENT = 0x20;
    private static final int BLOCK_HEADER = 3;
    private static final int MAX_BLOCK = 1 << 17;
    private static final int REPEATED_BYTE = 1;
    private static final int RESERVED_TYPE = 3;

    private final Window window;
    private final int retained;
    private final long frameOffset;
    private int used;
    private int unitEnd;
    private boolean hasChecksum;
    private boolean isLastBlock;
    private boolean isDone;

    /**
     * Begins at the start of a frame.
     *
     * @param retained how many bytes of the frame the window keeps; beyond them it gives up what was read
     */
    ZstdFrameStream(Window window, int retained) {
        this.window = window;
        this.retained = retained;
        this.frameOffset = window.offset();
    }

    /** Gives up the frame, which has been read to its end. */
    void skipFrame() {
        window.skip(used);
        used = 0;
    }

    /** How many bytes of the frame were read and are still in the window. */
    int used() {
        return used;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (used == unitEnd && !nextUnit()) {
            return -1;
        }
        need(used + 1);
        int count = Math.min(length, Math.min(unitEnd, window.size()) - used);
        System.arraycopy(window.array(), window.from() + used, target, offset, count);
        used += count;
        return count;
    }

    /** Moves on to the header, a block or the checksum of the frame; false at its end. */
    private boolean nextUnit() throws IOException {
        if (isDone) {
            return false;
        }
        if (used > retained) {
            window.skip(used);
            used = 0;
        }
        if (unitEnd == 0) {
            unitEnd = headerSize();
        } else if (!isLastBlock) {
            unitEnd = used + blockSize();
        } else {
            isDone = true;
            unitEnd = used + (hasChecksum ? 4 : 0);
        }
        return unitEnd > used;
    }

    private int headerSize() throws IOException {
        need(MAGIC.length + 1);
        int descriptor = window.at(MAGIC.length);
        if (!window.startsWith(0, MAGIC) || (descriptor & RESERVED) != 0) {
            throw damage("zstd-corrupt", "no zstd frame starts here");
        }
        hasChecksum = (descriptor & CHECKSUM) != 0;
        boolean isSingle = (descriptor & SINGLE_SEGMENT) != 0;
        int contentSize = descriptor >> 6;
        int contentSizeBytes = contentSize == 0 && isSingle ? 1 : CONTENT_SIZE_BYTES[contentSize];
        return MAGIC.length + 1 + (isSingle ? 0 : 1) + DICTIONARY_ID_BYTES[descriptor & 3] + contentSizeBytes;
    }

    private int blockSize() throws IOException {
        need(used + BLOCK_HEADER);
        int header = window.at(used) | window.at(used + 1) << 8 | window.at(used + 2) << 16;
        isLastBlock = (header & 1) != 0;
        int type = header >> 1 & 3;
        int size = header >> 3;
        if (type == RESERVED_TYPE || size > MAX_BLOCK) {
            throw damage("zstd-corrupt", "a zstd block of type " + type + " and " + size + " bytes");
        }
        return BLOCK_HEADER + (type == REPEATED_BYTE ? 1 : size);
    }

    private void need(int count) throws IOException {
        if (!window.has(count)) {
            throw damage("zstd-truncated", "the file ends inside a zstd frame");
        }
    }

    private GapException damage(String reason, String detail) {
        return new GapException(new DamageException(reason, frameOffset, detail));
    }
}
