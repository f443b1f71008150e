package io.bloomery.jobs.storage;

import java.io.IOException;
import java.io.OutputStream;

/** Writes what a file shall hold; the stream is closed by whoever opened it. */
@FunctionalInterface
public interface FileContent {

    void writeTo(OutputStream out) throws IOException;
}
