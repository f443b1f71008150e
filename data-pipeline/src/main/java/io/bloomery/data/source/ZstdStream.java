package io.bloomery.data.source;

import java.io.IOException;

/**
 * The bytes of a zstd file of any number of frames, of any size.
 *
 * <p>What precedes damage in a frame is delivered. A frame whose checksum does not match has been delivered by the time
 * that is known, and the gap behind it says so.
 */
final class ZstdStream extends DecodedStream {

    /** So much of a frame is kept to look for the next one in, if this one proves to be damaged. */
    private static final int RETAINED = 1 << 20;

    private final Window window;
    private final RetryBudget retries;
    private final ZstdDictionary dictionary = new ZstdDictionary();
    private ZstdUnpacking frame;
    private long position;

    ZstdStream(Window window, RetryBudget retries) {
        this.window = window;
        this.retries = retries;
    }

    @Override
    int decode(byte[] target, int offset, int length) throws IOException {
        try {
            while (hasFrame()) {
                int count = frame.read(target, offset, length);
                if (count > 0) {
                    position += count;
                    return count;
                }
                close();
            }
            return -1;
        } catch (DamageException damage) {
            close();
            retries.skipDamage(
                    window,
                    ZstdFrameStream.MAGIC,
                    () -> ZstdUnpacking.probe(window, dictionary.content()),
                    window::size);
            throw new GapException(damage);
        }
    }

    @Override
    public void close() throws IOException {
        if (frame != null) {
            frame.close();
            frame = null;
        }
    }

    private boolean hasFrame() throws IOException, DamageException {
        if (frame == null) {
            dictionary.skipFrames(window);
            if (window.isAtEnd()) {
                return false;
            }
            begin(position, window.offset());
            frame = new ZstdUnpacking(window, RETAINED, dictionary.content());
        }
        return true;
    }
}
