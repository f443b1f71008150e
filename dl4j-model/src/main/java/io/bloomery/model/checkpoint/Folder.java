package io.bloomery.model.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A directory of files on some file system; nothing here renames or deletes. */
public interface Folder {

    /** What errors call the file of this name. */
    String describe(String file);

    /** Begins a file, in place of one that may be there. */
    OutputStream create(String file) throws IOException;

    /** Opens a file; a file that is not there is a {@link java.io.FileNotFoundException} or its like in {@code java.nio}. */
    InputStream open(String file) throws IOException;

    /** Bytes of a file. */
    long length(String file) throws IOException;
}
