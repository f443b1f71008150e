package io.bloomery.data.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Inflates the gzip member (RFC 1952) that a window starts with, and gives up no byte of the window. */
final class GzipMember {

    static final byte[] MAGIC = {0x1f, (byte) 0x8b, 8};

    private static final String TOO_LARGE = "record-too-large";
    private static final int HEADER = 10;
    static final int TRAILER = 8;
    private static final int FLAG_CRC = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;
    private static final int RESERVED_FLAGS = 0xe0;
    private static final int CHUNK = 1 << 15;

    private final Window window;
    private final int maxBytes;
    private int consumed;
    private int inflated;

    GzipMember(Window window, int maxBytes) {
        this.window = window;
        this.maxBytes = maxBytes;
    }

    /** Compressed size of the member that was inflated last. */
    int compressedSize() {
        return consumed;
    }

    /** How many bytes the last try looked at, compressed and inflated. */
    long examined() {
        return (long) consumed + inflated;
    }

    /** The inflated bytes, their checksum and length verified. */
    byte[] inflate() throws IOException, DamageException {
        consumed = MAGIC.length;
        inflated = 0;
        consumed = headerSize();
        Inflater inflater = new Inflater(true);
        try {
            byte[] content = inflate(inflater);
            need(consumed + TRAILER);
            checkTrailer(content);
            consumed += TRAILER;
            return content;
        } catch (DataFormatException e) {
            throw damage("gzip-corrupt", "bad deflate data: " + e.getMessage());
        } finally {
            inflater.end();
        }
    }

    /** Whether a member starts here, as far as its first bytes tell. */
    boolean probe() throws IOException, DamageException {
        try {
            inflate();
        } catch (DamageException damage) {
            if (!damage.reason().equals(TOO_LARGE)) {
                throw damage;
            }
        }
        return true;
    }

    private byte[] inflate(Inflater inflater) throws IOException, DamageException, DataFormatException {
        ByteArrayOutputStream content = new ByteArrayOutputStream(CHUNK);
        byte[] chunk = new byte[CHUNK];
        while (!inflater.finished()) {
            if (inflater.needsInput()) {
                need(consumed + 1);
                int available = window.size() - consumed;
                inflater.setInput(window.array(), window.from() + consumed, available);
                consumed += available;
            }
            int count = inflater.inflate(chunk);
            if (inflater.needsDictionary()) {
                throw damage("gzip-corrupt", "deflate data asks for a dictionary");
            }
            content.write(chunk, 0, count);
            inflated = content.size();
            if (content.size() > maxBytes || consumed - inflater.getRemaining() > maxBytes) {
                throw damage(TOO_LARGE, "gzip member of more than " + maxBytes + " bytes");
            }
        }
        consumed -= inflater.getRemaining();
        return content.toByteArray();
    }

    private void checkTrailer(byte[] content) throws DamageException {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        if (littleEndian(consumed) != checksum.getValue()) {
            throw damage("gzip-corrupt", "checksum of the gzip member does not match");
        }
        if (littleEndian(consumed + 4) != content.length) {
            throw damage("gzip-corrupt", "length of the gzip member does not match");
        }
    }

    /** Size of the header of the member that the window starts with. */
    int headerSize() throws IOException, DamageException {
        need(HEADER);
        if (!window.startsWith(0, MAGIC)) {
            throw damage("gzip-corrupt", "no gzip member starts here");
        }
        int flags = window.at(3);
        if ((flags & RESERVED_FLAGS) != 0) {
            throw damage("gzip-corrupt", "reserved gzip flags are set");
        }
        int size = HEADER;
        if ((flags & FLAG_EXTRA) != 0) {
            need(size + 2);
            size += 2 + window.at(size) + (window.at(size + 1) << 8);
        }
        size = (flags & FLAG_NAME) == 0 ? size : afterZero(size);
        size = (flags & FLAG_COMMENT) == 0 ? size : afterZero(size);
        return (flags & FLAG_CRC) == 0 ? size : size + 2;
    }

    private int afterZero(int start) throws IOException, DamageException {
        for (int i = start; i < start + CHUNK; i++) {
            need(i + 1);
            if (window.at(i) == 0) {
                return i + 1;
            }
        }
        throw damage("gzip-corrupt", "endless name in a gzip header");
    }

    private void need(int count) throws IOException, DamageException {
        if (!window.has(count)) {
            throw damage("gzip-truncated", "the file ends inside a gzip member");
        }
    }

    /** The four bytes at an index of the window as a number. */
    long littleEndian(int index) {
        return window.at(index)
                | (long) window.at(index + 1) << 8
                | (long) window.at(index + 2) << 16
                | (long) window.at(index + 3) << 24;
    }

    private DamageException damage(String reason, String detail) {
        return new DamageException(reason, window.offset(), detail);
    }
}
