package io.bloomery.data.source;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.config.ByteSize;
import java.io.Serializable;
import java.nio.charset.Charset;

/**
 * HOCON: {@code clean.source}; how the files of {@code clean.input} are read.
 *
 * @param format {@code format}: what the files hold; {@code auto} looks at each
 * @param splitSize {@code split-size}: bytes that one task reads at a time
 * @param maxRecordSize {@code max-record-size}: largest page, line or text; larger ones are quarantined
 * @param charset {@code charset}: of text files without a byte order mark
 */
public record SourceConfig(
        SourceFormat format,
        ByteSize splitSize,
        ByteSize maxRecordSize,
        String charset,
        FieldsConfig fields,
        WikipediaConfig wikipedia)
        implements Serializable {

    private static final long SMALLEST_SPLIT = 1024;
    private static final long LARGEST_RECORD = 1 << 29;

    public SourceConfig {
        requireNonNull(format, "format");
        requireNonNull(splitSize, "split-size");
        requireNonNull(maxRecordSize, "max-record-size");
        requireNonNull(charset, "charset");
        requireNonNull(fields, "fields");
        requireNonNull(wikipedia, "wikipedia");
        if (splitSize.bytes() < SMALLEST_SPLIT) {
            throw new IllegalArgumentException("split-size must be at least 1 KiB but is " + splitSize.bytes());
        }
        if (maxRecordSize.bytes() < 1 || maxRecordSize.bytes() > LARGEST_RECORD) {
            throw new IllegalArgumentException(
                    "max-record-size must be in [1, 512 MiB] but is " + maxRecordSize.bytes());
        }
        if (!isCharset(charset)) {
            throw new IllegalArgumentException("charset is not known: " + charset);
        }
    }

    private static boolean isCharset(String name) {
        try {
            return Charset.isSupported(name);
        } catch (IllegalArgumentException e) {
            return false; // not even a legal name
        }
    }

    WarcLimits warcLimits() {
        return new WarcLimits(2 * maxRecordSize.toInt(), maxRecordSize.toInt());
    }
}
