package io.bloomery.data.step;

import java.io.FileNotFoundException;
import java.io.InputStream;
import java.util.List;

/** A file system without files. */
public final class NoResources implements ResourceReader {

    @Override
    public InputStream open(String path) throws FileNotFoundException {
        throw new FileNotFoundException(path);
    }

    @Override
    public List<String> files(String path) throws FileNotFoundException {
        throw new FileNotFoundException(path);
    }
}
