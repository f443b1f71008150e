package io.bloomery.jobs.storage;

import org.apache.hadoop.fs.Path;

/** A table that is complete and readable: its directory and its manifest. */
public record PublishedTable(String table, String fingerprint, Path path, Manifest manifest) {

    /** Where one of its data files lies. */
    public Path file(String relative) {
        return new Path(path, relative);
    }
}
