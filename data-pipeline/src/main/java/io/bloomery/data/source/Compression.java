package io.bloomery.data.source;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How the bytes of a file are packed. */
public enum Compression {
    NONE(""),
    GZIP(".gz .gzip .tgz"),
    ZSTD(".zst .zstd"),
    BZIP2(".bz2 .bzip2");

    private static final byte[] BZIP2_MAGIC = {'B', 'Z', 'h'};
    private static final byte[] SKIPPABLE_MAGIC = {0x2a, 0x4d, 0x18};

    private final String endings;

    Compression(String endings) {
        this.endings = endings;
    }

    /** What the ending of a file name says. */
    public static Compression ofName(String path) {
        for (Compression compression : values()) {
            if (endingOf(path, compression.endings).isPresent()) {
                return compression;
            }
        }
        return NONE;
    }

    /** A file name without the ending that says how it is packed. */
    public static String nameWithout(String path) {
        return path.substring(
                0,
                path.length() - endingOf(path, ofName(path).endings).orElse("").length());
    }

    /** What the first bytes of a file say; its name, where they say nothing. */
    static Compression of(Window window, String path) throws IOException {
        if (window.startsWith(0, GzipMember.MAGIC)) {
            return GZIP;
        } else if (window.startsWith(0, BZIP2_MAGIC)) {
            return BZIP2;
        } else if (window.startsWith(0, ZstdFrameStream.MAGIC)) {
            return ZSTD;
        }
        boolean isSkippable = window.startsWith(1, SKIPPABLE_MAGIC) && (window.at(0) & 0xf0) == 0x50;
        return isSkippable ? ZSTD : ofName(path);
    }

    /** Whether a reader can begin in the middle of a file. */
    boolean isSplittable() {
        return this == NONE || this == BZIP2;
    }

    /** Which of some endings, separated by spaces, a file name has, in any case. */
    static Optional<String> endingOf(String path, String endings) {
        String name = path.toLowerCase(Locale.ROOT);
        return Arrays.stream(endings.split(" ", -1))
                .filter(ending -> !ending.isEmpty() && name.endsWith(ending))
                .findFirst();
    }
}
