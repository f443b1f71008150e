package io.bloomery.data.source;

import java.io.IOException;
import java.util.Optional;

/** The records of one file or part of a file, in order. */
interface RecordCutter {

    /**
     * The next record; empty at the end.
     *
     * @throws DamageException when the next bytes are damaged; the cutter then stands behind the damage
     */
    Optional<SourceRecord> next() throws IOException, DamageException;
}
