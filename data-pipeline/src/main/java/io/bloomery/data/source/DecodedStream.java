package io.bloomery.data.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The bytes of a file, or of a part of it, without their compression.
 *
 * <p>Reading throws {@link GapException} once for every damaged stretch and then goes on behind it. A part that ends
 * before the file does reads on beyond its end, for the sake of records that reach across; {@link #limit()} says where
 * the part ended.
 */
abstract class DecodedStream extends InputStream {

    private static final int MAX_UNITS = 4096;

    /** A unit that is unpacked on its own: a block, a frame, a member. */
    private record Unit(long position, long offset) {}

    /**
     * Opens a part of a file.
     *
     * @param in stands at the first byte of the part
     * @param maxRecordBytes bounds what is looked at in vain behind damage
     */
    static DecodedStream open(InputStream in, SourceSplit split, int maxRecordBytes) throws IOException {
        Window window = new Window(in);
        Compression compression =
                split.isWholeFile() ? Compression.of(window, split.path()) : Compression.ofName(split.path());
        return switch (compression) {
            case NONE -> new PlainStream(window, split);
            case GZIP -> new GzipStream(window, new RetryBudget(maxRecordBytes));
            case ZSTD -> new ZstdStream(window, new RetryBudget(maxRecordBytes));
            case BZIP2 -> new Bzip2Stream(window, split.start(), split.end());
        };
    }

    private final Deque<Unit> units = new ArrayDeque<>();
    private long limit = Long.MAX_VALUE;

    /** Where the byte lies that is the {@code position}-th of this stream; positions must not decrease. */
    Place place(long position) {
        Unit unit = units.isEmpty() ? new Unit(0, 0) : units.peekFirst();
        while (units.size() > 1) {
            Unit first = units.removeFirst();
            if (units.peekFirst().position() > position) {
                units.addFirst(first);
                break;
            }
            unit = units.peekFirst();
        }
        return new Place(unit.offset(), Math.max(0, position - unit.position()));
    }

    /** How many bytes of the stream belong to the part; the largest number until its end was met. */
    final long limit() {
        return limit;
    }

    final void limit(long position) {
        limit = Math.min(limit, position);
    }

    /** Notes that the unit at this offset begins to be read. */
    final void begin(long position, long offset) {
        if (units.size() == MAX_UNITS) {
            units.removeFirst();
        }
        units.addLast(new Unit(position, offset));
    }

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public final int read(byte[] target, int offset, int length) throws IOException {
        return length == 0 ? 0 : decode(target, offset, length);
    }

    /** The next bytes, at least one of them; -1 at the end of the file. */
    abstract int decode(byte[] target, int offset, int length) throws IOException;
}
