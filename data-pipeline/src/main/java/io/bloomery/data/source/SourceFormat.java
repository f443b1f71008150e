package io.bloomery.data.source;

import java.util.Locale;
import java.util.Optional;

/** What a file of a source holds. */
public enum SourceFormat {
    /** Decided for each file by its name, and by its first bytes where the name says nothing. */
    AUTO(""),
    /** Pages in WARC records, or texts in WET records. */
    WARC(".warc .wet"),
    /** Pages of a MediaWiki dump. */
    WIKIPEDIA(".xml"),
    /** One JSON object a line. */
    JSONL(".jsonl .ndjson .json"),
    /** Rows with a text column. */
    PARQUET(".parquet .parq"),
    /** One page a file. */
    HTML(".html .htm .xhtml"),
    /** One text a file. */
    TEXT(".txt .text .md");

    private final String endings;

    SourceFormat(String endings) {
        this.endings = endings;
    }

    /** What the name of a file says, whatever it is packed with; empty where it says nothing. */
    public static Optional<SourceFormat> ofName(String path) {
        String name = Compression.nameWithout(path).toLowerCase(Locale.ROOT);
        for (SourceFormat format : values()) {
            if (Compression.endingOf(name, format.endings).isPresent()) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /** What the first characters of a file, unpacked, say; empty where they say nothing. */
    static Optional<SourceFormat> ofHead(String head) {
        String start = head.strip().toLowerCase(Locale.ROOT);
        if (start.startsWith("warc/")) {
            return Optional.of(WARC);
        } else if (start.startsWith("par1")) {
            return Optional.of(PARQUET);
        } else if (start.startsWith("<mediawiki") || (start.startsWith("<?xml") && start.contains("<mediawiki"))) {
            return Optional.of(WIKIPEDIA);
        } else if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
            return Optional.of(HTML);
        }
        return start.startsWith("{") ? Optional.of(JSONL) : Optional.empty();
    }

    /** Whether records can be found from the middle of a file. */
    boolean isSplittable() {
        return this == JSONL || this == WIKIPEDIA || this == PARQUET;
    }
}
