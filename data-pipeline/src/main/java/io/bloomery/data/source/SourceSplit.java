package io.bloomery.data.source;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * A part of one file, to be read by one task.
 *
 * @param format never {@link SourceFormat#AUTO}
 * @param start offset of its first byte
 * @param end offset behind its last byte; records that begin in the part are read to their end
 * @param length of the whole file
 */
public record SourceSplit(String path, SourceFormat format, long start, long end, long length) implements Serializable {
    public SourceSplit {
        requireNonNull(path, "path");
        requireNonNull(format, "format");
        if (format == SourceFormat.AUTO) {
            throw new IllegalArgumentException("the format of " + path + " must be known");
        }
        if (start < 0 || end < start || length < end) {
            throw new IllegalArgumentException(
                    "no part of " + path + ": [" + start + ", " + end + ") of " + length + " bytes");
        }
    }

    boolean isWholeFile() {
        return start == 0 && end == length;
    }

    long size() {
        return end - start;
    }
}
