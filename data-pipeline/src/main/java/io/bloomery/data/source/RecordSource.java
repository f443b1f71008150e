package io.bloomery.data.source;

import java.io.IOException;
import java.util.Optional;

/** The records of one archive file, in order. */
interface RecordSource {

    /**
     * The next record; empty at the end of the file.
     *
     * @throws DamageException when the next bytes are damaged; the source then stands at the next intact record
     */
    Optional<WarcRecord> next() throws IOException, DamageException;
}
