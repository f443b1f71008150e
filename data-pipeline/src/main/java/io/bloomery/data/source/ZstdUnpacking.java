package io.bloomery.data.source;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Unpacks the zstd frame that a window starts with. Holds native memory until it is closed. */
final class ZstdUnpacking implements AutoCloseable {

    private static final int CHUNK = 1 << 15;

    private final ZstdFrameStream frame;
    private final ZstdInputStreamNoFinalizer unpacked;
    private final long frameOffset;

    /**
     * Begins at the start of a frame.
     *
     * @param retained how many bytes of the frame the window keeps
     * @param dictionary that frames of this file refer to; empty for none
     */
    ZstdUnpacking(Window window, int retained, byte[] dictionary) throws IOException {
        this.frame = new ZstdFrameStream(window, retained);
        this.frameOffset = window.offset();
        this.unpacked = new ZstdInputStreamNoFinalizer(frame);
        if (dictionary.length > 0) {
            unpacked.setDict(dictionary);
        }
    }

    /** How many bytes were unpacked; -1 at the end of the frame, which is then given up. */
    int read(byte[] target, int offset, int length) throws IOException, DamageException {
        try {
            int count = unpacked.read(target, offset, length);
            if (count < 0) {
                frame.skipFrame();
            }
            return count;
        } catch (GapException gap) {
            throw gap.damage();
        } catch (ZstdIOException e) {
            throw new DamageException("zstd-corrupt", frameOffset, e.getMessage());
        }
    }

    /** The whole frame, which stays in the window. */
    static Frame frame(Window window, int maxBytes, byte[] dictionary) throws IOException, DamageException {
        ByteArrayOutputStream content = new ByteArrayOutputStream(CHUNK);
        byte[] chunk = new byte[CHUNK];
        try (ZstdUnpacking unpacking = new ZstdUnpacking(window, maxBytes, dictionary)) {
            int size = 0;
            for (int count = unpacking.peek(chunk); count >= 0; count = unpacking.peek(chunk)) {
                content.write(chunk, 0, count);
                size = unpacking.frame.used();
                if (content.size() > maxBytes || size > maxBytes) {
                    throw new DamageException(
                            "record-too-large", window.offset(), "zstd frame of more than " + maxBytes + " bytes");
                }
            }
            return new Frame(content.toByteArray(), unpacking.frame.used());
        }
    }

    /** Whether a frame starts here, as far as its first bytes tell. */
    static boolean probe(Window window, byte[] dictionary) throws IOException, DamageException {
        try (ZstdUnpacking unpacking = new ZstdUnpacking(window, Integer.MAX_VALUE, dictionary)) {
            unpacking.peek(new byte[CHUNK]);
            return true;
        }
    }

    /** A stream of one frame in memory, such as a packed dictionary. */
    static byte[] unpack(byte[] packed, int maxBytes) throws IOException {
        try (ZstdInputStreamNoFinalizer in = new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(packed))) {
            return in.readNBytes(maxBytes);
        }
    }

    @Override
    public void close() throws IOException {
        unpacked.close();
    }

    private int peek(byte[] target) throws IOException, DamageException {
        try {
            return unpacked.read(target, 0, target.length);
        } catch (GapException gap) {
            throw gap.damage();
        } catch (ZstdIOException e) {
            throw new DamageException("zstd-corrupt", frameOffset, e.getMessage());
        }
    }

    /** A frame that was unpacked, and how many bytes it had. */
    @SuppressWarnings("ArrayRecordComponent") // a result that is taken apart at once
    record Frame(byte[] content, int size) {}
}
