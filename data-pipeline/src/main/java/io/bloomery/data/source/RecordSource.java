package io.bloomery.data.source;

import java.io.IOException;
import java.util.Optional;

/** The records of one archive file, in order. */
interface RecordSource {

    /** How many places that only look like the start of a record are tried before the rest of a file is given up. */
    int MAX_FALSE_STARTS = 10_000;

    /**
     * The next record; empty at the end of the file.
     *
     * @throws DamageException when the next bytes are damaged; the source then stands at the next intact record
     */
    Optional<WarcRecord> next() throws IOException, DamageException;
}
