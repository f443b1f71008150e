package io.bloomery.data.source;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Cuts the records out of a part of a file; looks at its compression when the first record is asked for. */
final class SplitCutter implements RecordCutter, Closeable {

    private final CountedStream in;
    private final SourceSplit split;
    private final SourceConfig config;
    private Optional<RecordCutter> records = Optional.empty();
    private Optional<DecodedStream> decoded = Optional.empty();

    SplitCutter(InputStream in, SourceSplit split, SourceConfig config) {
        this.in = new CountedStream(in);
        this.split = split;
        this.config = config;
    }

    @Override
    public Optional<SourceRecord> next() throws IOException, DamageException {
        if (records.isEmpty()) {
            DecodedStream stream =
                    DecodedStream.open(in, split, config.maxRecordSize().toInt());
            decoded = Optional.of(stream);
            records = Optional.of(records(stream));
        }
        return records.get().next();
    }

    /** Offset in the file of the next byte that would be read. */
    long position() {
        return split.start() + in.count;
    }

    @Override
    public void close() throws IOException {
        if (decoded.isPresent()) {
            decoded.get().close();
        }
        in.close();
    }

    private RecordCutter records(DecodedStream stream) {
        int maxBytes = config.maxRecordSize().toInt();
        return switch (split.format()) {
            case JSONL ->
                new JsonCutter(
                        new LineCutter(stream, split, maxBytes),
                        new TextFields(config.fields()),
                        split.path(),
                        maxBytes);
            case WIKIPEDIA ->
                new DumpCutter(stream, split, new DumpPageReader(split.path(), config.wikipedia()), maxBytes);
            case HTML, TEXT -> new WholeFileCutter(stream, split, config);
            case AUTO, WARC, PARQUET ->
                throw new IllegalArgumentException(split.format() + " is not read from a stream of bytes");
        };
    }

    /** Counts what was read. */
    private static final class CountedStream extends FilterInputStream {

        private long count;

        CountedStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int next = in.read();
            count += next < 0 ? 0 : 1;
            return next;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = in.read(target, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
