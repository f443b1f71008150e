package io.bloomery.jobs.train.average;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Writing a file within a task. */
final class SavedFile {

    private SavedFile() {}

    /** Writes the file and names it. */
    static String written(InnerStates target, String name, int iteration, List<float[]> vectors) {
        try {
            target.write(name, iteration, vectors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return name;
    }
}
