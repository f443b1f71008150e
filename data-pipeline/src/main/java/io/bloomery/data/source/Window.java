package io.bloomery.data.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The part of a stream that has been read and not yet given up, so that a reader can go back and look again. */
final class Window {

    private static final int CHUNK = 1 << 16;

    private final InputStream in;
    private byte[] bytes;
    private int from;
    private int to;
    private long offset;
    private boolean ended;

    Window(InputStream in) {
        this.in = in;
        this.bytes = new byte[2 * CHUNK];
    }

    /** A window that holds all there is from the start. */
    Window(byte[] content) {
        this.in = InputStream.nullInputStream();
        this.bytes = content;
        this.to = content.length;
        this.ended = true;
    }

    /** Offset in the stream of the first byte of the window. */
    long offset() {
        return offset;
    }

    int size() {
        return to - from;
    }

    boolean isAtEnd() throws IOException {
        return !has(1);
    }

    /** Whether the window holds at least this many bytes, after reading on if it must. */
    boolean has(int count) throws IOException {
        while (size() < count) {
            if (!readOn()) {
                return false;
            }
        }
        return true;
    }

    /** Adds the next bytes of the stream to the window; false at the end of the stream. */
    boolean readOn() throws IOException {
        if (ended) {
            return false;
        }
        makeRoom();
        int count = in.read(bytes, to, Math.min(CHUNK, bytes.length - to));
        ended = count < 0;
        to += Math.max(count, 0);
        return !ended;
    }

    int at(int index) {
        return bytes[from + index] & 0xff;
    }

    byte[] copy(int index, int length) {
        return Arrays.copyOfRange(bytes, from + index, from + index + length);
    }

    /** The bytes behind the window; the first byte of the window lies at {@link #from()}. Valid until it reads on. */
    byte[] array() {
        return bytes;
    }

    int from() {
        return from;
    }

    /** Gives up the first bytes of the window. */
    void skip(int count) {
        from += count;
        offset += count;
    }

    /** Gives up everything up to the end of the stream. */
    void skipAll() throws IOException {
        do {
            skip(size());
        } while (readOn());
    }

    boolean startsWith(int index, byte[] pattern) throws IOException {
        return has(index + pattern.length)
                && Arrays.equals(bytes, from + index, from + index + pattern.length, pattern, 0, pattern.length);
    }

    /** Gives up bytes until the window starts with the pattern; false, and an empty window, when it never does. */
    boolean skipTo(byte[] pattern) throws IOException {
        while (has(pattern.length)) {
            for (int last = size() - pattern.length, i = 0; i <= last; i++) {
                if (bytes[from + i] == pattern[0] && startsWith(i, pattern)) {
                    skip(i);
                    return true;
                }
            }
            skip(size() - pattern.length + 1);
        }
        skipAll();
        return false;
    }

    private void makeRoom() {
        if (bytes.length - to >= CHUNK) {
            return;
        }
        int size = size();
        byte[] target = size + CHUNK > bytes.length ? new byte[Math.max(2 * bytes.length, size + CHUNK)] : bytes;
        System.arraycopy(bytes, from, target, 0, size);
        bytes = target;
        from = 0;
        to = size;
    }
}
