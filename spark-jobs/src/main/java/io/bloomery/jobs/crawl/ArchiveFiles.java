package io.bloomery.jobs.crawl;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * How the segments of a crawl are joined to archive files: in order, as many as fit. Pure.
 *
 * @param segments of one archive file, in order
 * @param name of the archive file
 */
record ArchiveFiles(List<Part> segments, String name) {

    /** What the WARC standard recommends (ISO 28500, annex C). */
    static final long FULL_BYTES = 1_000_000_000;

    /** The records of a segment that are to be kept. */
    record Part(String segment, long bytes, long records) {}

    ArchiveFiles {
        segments = List.copyOf(segments);
    }

    long records() {
        return segments.stream().mapToLong(Part::records).sum();
    }

    static List<ArchiveFiles> plan(List<Part> parts) {
        List<List<Part>> files = new ArrayList<>();
        long filled = FULL_BYTES;
        for (Part part :
                parts.stream().sorted(Comparator.comparing(Part::segment)).toList()) {
            if (filled + part.bytes() > FULL_BYTES) {
                files.add(new ArrayList<>());
                filled = 0;
            }
            files.get(files.size() - 1).add(part);
            filled += part.bytes();
        }
        List<ArchiveFiles> named = new ArrayList<>();
        for (List<Part> file : files) {
            named.add(new ArchiveFiles(
                    file, String.format(Locale.ROOT, "part-%05d-of-%05d.warc.gz", named.size(), files.size())));
        }
        return named;
    }
}
