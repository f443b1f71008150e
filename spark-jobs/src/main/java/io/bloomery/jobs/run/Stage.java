package io.bloomery.jobs.run;

import io.bloomery.data.config.Incidental;
import io.bloomery.jobs.storage.PublishedTable;
import java.io.IOException;
import java.util.List;

/** One arrow of the line: tables in, tables out, the same rows for the same parents and configuration. */
public interface Stage {

    /** Kebab-case; the verb of the command line and the {@code stage} of manifests. */
    String name();

    /** Raised when the output changes for the same parents and configuration. */
    int version();

    /** The records that decide the output; part of the fingerprint, but for what is {@link Incidental}. */
    Record configuration();

    /** The tables it reads. */
    List<PublishedTable> parents();

    /** The tables it writes; the last is the primary one, whose presence means that the stage is done. */
    List<String> tables();

    StageResult execute(StageContext context) throws IOException;
}
