package io.bloomery.data.source;

import java.io.IOException;
import java.util.Optional;

/**
 * Lines of a file, or of a part of it.
 *
 * <p>A line belongs to the part that holds the byte before its first one, so that every line belongs to one part. A line
 * that is too long is passed over without being held in memory.
 */
final class LineCutter {

    private static final int CHUNK = 1 << 16;

    private final DecodedStream decoded;
    private final Window window;
    private final int maxBytes;
    private final long end;
    private boolean isInsideLine;
    private boolean isBehindGap;
    private boolean isDone;

    /** One line without its end; {@code isWhole} is false where what precedes it is missing. */
    @SuppressWarnings("ArrayRecordComponent") // lives from cutting to parsing only
    record Line(byte[] bytes, Place place, boolean isWhole) {}

    LineCutter(DecodedStream decoded, SourceSplit split, int maxBytes) {
        this.decoded = decoded;
        this.window = new Window(decoded);
        this.maxBytes = maxBytes;
        this.end = split.end();
        this.isInsideLine = split.start() > 0;
    }

    /** The next line; empty at the end of the part. */
    Optional<Line> next() throws IOException, DamageException {
        try {
            if (isInsideLine) {
                skipLine();
                isInsideLine = false;
            }
            if (isDone || window.offset() > decoded.limit() || !window.has(1) || window.offset() > decoded.limit()) {
                isDone = true;
                return Optional.empty();
            }
            return Optional.of(cut());
        } catch (GapException gap) {
            window.skip(window.size());
            isInsideLine = false;
            isBehindGap = true;
            isDone = gap.damage().offset() >= end;
            if (isDone) {
                return Optional.empty(); // the part in which the damage lies tells of it
            }
            throw gap.damage();
        }
    }

    private Line cut() throws IOException, DamageException {
        Place place = decoded.place(window.offset());
        boolean isWhole = !isBehindGap;
        int length = lineLength();
        if (length > maxBytes) {
            long size = skipLine();
            isBehindGap = false;
            throw new DamageException(
                    "record-too-large",
                    place.offset(),
                    "line of " + size + " bytes at " + place + ", limit " + maxBytes);
        }
        byte[] bytes = window.copy(0, length > 0 && window.at(length - 1) == '\r' ? length - 1 : length);
        window.skip(window.has(length + 1) ? length + 1 : length);
        isBehindGap = false;
        return new Line(bytes, place, isWhole);
    }

    /** How many bytes precede the next line end, or the end of the stream; looks a little beyond the limit at most. */
    private int lineLength() throws IOException {
        int seen = 0;
        while (seen <= maxBytes && window.has(seen + 1)) {
            byte[] bytes = window.array();
            int from = window.from();
            for (int i = seen; i < window.size(); i++) {
                if (bytes[from + i] == '\n') {
                    return i;
                }
            }
            seen = window.size();
        }
        return seen;
    }

    /** Passes over what is left of a line; how many bytes that were. */
    private long skipLine() throws IOException {
        long begin = window.offset();
        while (window.has(1)) {
            int length = 0;
            int available = Math.min(window.size(), CHUNK);
            while (length < available && window.at(length) != '\n') {
                length++;
            }
            window.skip(length);
            if (length < available) {
                window.skip(1);
                return window.offset() - begin - 1;
            }
        }
        return window.offset() - begin;
    }
}
