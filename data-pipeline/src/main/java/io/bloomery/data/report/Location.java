package io.bloomery.data.report;

import static java.util.Objects.requireNonNull;

/** Where something lies: a table or a file, by name, with its full path. */
public record Location(String name, String path) {
    public Location {
        requireNonNull(name, "name");
        requireNonNull(path, "path");
    }
}
