package io.bloomery.data.step;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Opens the files that a configuration names, on whatever file system they lie. */
public interface ResourceReader {

    /**
     * The bytes of a file; the caller closes the stream.
     *
     * @throws IOException if there is no such file, or it cannot be read; the message names it
     */
    InputStream open(String path) throws IOException;

    /**
     * Paths of the files below a folder, at any depth, sorted; of a file itself if the path names one.
     *
     * @throws IOException if there is nothing at the path; the message names it
     */
    List<String> files(String path) throws IOException;
}
