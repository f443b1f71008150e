package io.bloomery.model.checkpoint;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder of this machine.
 *
 * @param path the directory, which must exist before a file is created in it
 */
public record LocalFolder(Path path) implements Folder {

    @Override
    public String describe(String file) {
        return path.resolve(file).toString();
    }

    @Override
    public OutputStream create(String file) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(path.resolve(file)));
    }

    @Override
    public InputStream open(String file) throws IOException {
        return new BufferedInputStream(Files.newInputStream(path.resolve(file)));
    }

    @Override
    public long length(String file) throws IOException {
        return Files.size(path.resolve(file));
    }
}
