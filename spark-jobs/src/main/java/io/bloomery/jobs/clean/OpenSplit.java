package io.bloomery.jobs.clean;

import io.bloomery.data.source.SourceRecord;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;

/**
 * A part of a file that is being read.
 *
 * @param source to close when it is done with; closing twice does no harm
 */
record OpenSplit(Iterator<SourceRecord> records, Closeable source) {

    void close() {
        try {
            source.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
