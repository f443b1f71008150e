package io.bloomery.data.source;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/**
 * Unpacks one block of a bzip2 file, cut out of it at any bit.
 *
 * <p>A block knows nothing of its neighbours; put between a header and an end it is a stream of its own. Its content is
 * verified against the checksum it begins with.
 */
final class Bzip2Block {

    static final long BLOCK_MAGIC = 0x314159265359L;
    static final long END_MAGIC = 0x177245385090L;
    static final int MAGIC_BITS = 48;

    private static final byte[] HEADER = {'B', 'Z', 'h', '9'};
    private static final int CHECKSUM_BITS = 32;
    private static final int POLYNOMIAL = 0x04c11db7;
    private static final int[] TABLE = table();

    private Bzip2Block() {}

    /** What a block holds, and whether bits were left over behind it. */
    @SuppressWarnings("ArrayRecordComponent") // a result that is taken apart at once
    record Content(byte[] bytes, boolean isAll) {}

    /**
     * Unpacks the block that begins at a bit of these bytes.
     *
     * @param bits how many bits belong to it
     * @throws IOException when it is damaged
     */
    static Content unpack(byte[] source, int firstBit, int bits) throws IOException {
        BitBuffer stream = new BitBuffer();
        for (byte header : HEADER) {
            stream.append(header, 8);
        }
        int copied = 0;
        for (; copied + 32 <= bits; copied += 32) {
            stream.append(bits(source, firstBit + copied, 32), 32);
        }
        stream.append(bits(source, firstBit + copied, bits - copied), bits - copied);
        int checksum = (int) bits(source, firstBit + MAGIC_BITS, CHECKSUM_BITS);
        stream.append(END_MAGIC, MAGIC_BITS).append(checksum, CHECKSUM_BITS);
        return unpack(stream.toByteArray(), checksum);
    }

    private static Content unpack(byte[] stream, int checksum) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream(stream.length * 4);
        int computed = -1;
        try (BZip2CompressorInputStream in = new BZip2CompressorInputStream(new ByteArrayInputStream(stream))) {
            for (int next = in.read(); next >= 0; next = in.read()) {
                content.write(next);
                computed = computed << 8 ^ TABLE[(computed >>> 24 ^ next) & 0xff];
            }
        } catch (IOException | RuntimeException e) { // the decoder meets hostile bits with either
            if (content.size() > 0 && ~computed == checksum) {
                return new Content(content.toByteArray(), false);
            }
            throw new IOException(e.getMessage(), e);
        }
        if (~computed != checksum) {
            throw new IOException("the checksum of the block does not match");
        }
        return new Content(content.toByteArray(), true);
    }

    /** At most 48 bits, zeros behind the end of the bytes. */
    static long bits(byte[] source, int firstBit, int count) {
        long value = 0;
        for (int bit = firstBit; bit < firstBit + count; ) {
            int index = bit >> 3;
            int part = Math.min(8 - (bit & 7), firstBit + count - bit);
            int current = index < source.length ? source[index] & 0xff : 0;
            value = (value << part) | ((current >> (8 - (bit & 7) - part)) & ((1 << part) - 1));
            bit += part;
        }
        return value;
    }

    private static int[] table() {
        int[] table = new int[256];
        Arrays.setAll(table, index -> {
            int value = index << 24;
            for (int i = 0; i < 8; i++) {
                value = value < 0 ? value << 1 ^ POLYNOMIAL : value << 1;
            }
            return value;
        });
        return table;
    }
}
