package io.bloomery.jobs.run;

import io.bloomery.jobs.storage.PublishedTable;
import java.time.Duration;
import java.util.List;

/**
 * A stage that is done.
 *
 * @param tables in the order of {@link Stage#tables()}
 * @param skipped true where everything was already there
 */
public record StageOutcome(String stage, List<PublishedTable> tables, boolean skipped, Duration duration) {

    /** The primary table. */
    public PublishedTable primary() {
        return tables.get(tables.size() - 1);
    }

    /** The table with this name. */
    public PublishedTable table(String name) {
        return tables.stream()
                .filter(table -> table.table().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(stage + " writes no table " + name));
    }
}
