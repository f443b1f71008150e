package io.bloomery.data.source;

import java.io.IOException;

/**
 * What stands between zstd frames: skippable frames (RFC 8878, 3.1.2), of which the first may hold the dictionary of a
 * web archive (IIPC, "Use of Zstandard compression in WARC files").
 */
final class ZstdDictionary {

    private static final int HEADER = 8;
    private static final int DICTIONARY_TYPE = 0x5d;
    private static final int MAX_DICTIONARY = 1 << 24;

    private byte[] content = {};

    /** The dictionary that was met so far; empty for none. */
    byte[] content() {
        return content;
    }

    /** Gives up the skippable frames that the window starts with. */
    void skipFrames(Window window) throws IOException, DamageException {
        while (window.has(HEADER)
                && (window.at(0) & 0xf0) == 0x50
                && window.at(1) == 0x2a
                && window.at(2) == 0x4d
                && window.at(3) == 0x18) {
            long size = window.at(4) | window.at(5) << 8 | window.at(6) << 16 | (long) window.at(7) << 24;
            if (window.at(0) == DICTIONARY_TYPE && window.offset() == 0 && size <= MAX_DICTIONARY) {
                take(window, (int) size);
            }
            skip(window, HEADER + size);
        }
    }

    private void take(Window window, int size) throws IOException, DamageException {
        if (!window.has(HEADER + size)) {
            return; // the truncation is met when the frame is skipped
        }
        byte[] dictionary = window.copy(HEADER, size);
        boolean isPacked = window.startsWith(HEADER, ZstdFrameStream.MAGIC);
        try {
            content = isPacked ? ZstdUnpacking.unpack(dictionary, MAX_DICTIONARY) : dictionary;
        } catch (IOException e) {
            throw new DamageException("zstd-corrupt", window.offset(), "the dictionary cannot be unpacked: " + e);
        }
    }

    private static void skip(Window window, long count) throws IOException, DamageException {
        long offset = window.offset();
        for (long left = count; left > 0; ) {
            if (!window.has(1)) {
                throw new DamageException("zstd-truncated", offset, "the file ends inside a skippable frame");
            }
            int part = (int) Math.min(left, window.size());
            window.skip(part);
            left -= part;
        }
    }
}
