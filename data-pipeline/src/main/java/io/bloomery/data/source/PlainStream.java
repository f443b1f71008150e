package io.bloomery.data.source;

import java.io.IOException;

/** The bytes of a file that is not compressed, or of a part of it. */
final class PlainStream extends DecodedStream {

    private final Window window;
    private final long start;

    PlainStream(Window window, SourceSplit split) {
        this.window = window;
        this.start = split.start();
        if (split.end() < split.length()) {
            limit(split.size());
        }
    }

    @Override
    Place place(long position) {
        return new Place(start + position, 0);
    }

    @Override
    int decode(byte[] target, int offset, int length) throws IOException {
        if (!window.has(1)) {
            return -1;
        }
        int count = Math.min(length, window.size());
        System.arraycopy(window.array(), window.from(), target, offset, count);
        window.skip(count);
        return count;
    }
}
