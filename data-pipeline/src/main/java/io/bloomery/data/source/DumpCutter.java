package io.bloomery.data.source;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.Optional;

/**
 * Pages of a MediaWiki dump, or of a part of one.
 *
 * <p>Pages are cut out by their tags, which cannot occur in a page's text, and read one by one; a page belongs to the
 * part that holds its first byte. Damage in one page does not touch the next.
 */
final class DumpCutter implements RecordCutter {

    private static final byte[] OPEN = "<page>".getBytes(US_ASCII);
    private static final byte[] CLOSE = "</page>".getBytes(US_ASCII);

    private final DecodedStream decoded;
    private final Window window;
    private final DumpPageReader reader;
    private final int maxBytes;
    private final long end;

    DumpCutter(DecodedStream decoded, SourceSplit split, DumpPageReader reader, int maxBytes) {
        this.decoded = decoded;
        this.window = new Window(decoded);
        this.reader = reader;
        this.maxBytes = maxBytes;
        this.end = split.end();
    }

    @Override
    public Optional<SourceRecord> next() throws IOException, DamageException {
        try {
            while (window.skipTo(OPEN) && window.offset() < decoded.limit()) {
                Place place = decoded.place(window.offset());
                byte[] page = window.copy(0, pageLength(place));
                window.skip(page.length);
                Optional<SourceRecord> record = reader.read(page, place).map(text -> text);
                if (record.isPresent()) {
                    return record;
                }
            }
            window.skip(window.size());
            return Optional.empty();
        } catch (GapException gap) {
            window.skip(window.size());
            if (gap.damage().offset() >= end) {
                return Optional.empty(); // the part in which the damage lies tells of it
            }
            throw gap.damage();
        }
    }

    private int pageLength(Place place) throws IOException, DamageException {
        for (int i = OPEN.length; i < maxBytes; i++) {
            if (!window.has(i + 1)) {
                window.skip(i);
                throw new DamageException("xml-truncated", place.offset(), "the page at " + place + " has no end");
            }
            if (window.at(i) != '<') {
                continue;
            }
            if (window.startsWith(i, CLOSE)) {
                return i + CLOSE.length;
            }
            if (window.startsWith(i, OPEN)) {
                window.skip(i);
                throw new DamageException("xml-corrupt", place.offset(), "the page at " + place + " has no end");
            }
        }
        window.skip(OPEN.length);
        throw new DamageException(
                "record-too-large", place.offset(), "page of more than " + maxBytes + " bytes at " + place);
    }
}
