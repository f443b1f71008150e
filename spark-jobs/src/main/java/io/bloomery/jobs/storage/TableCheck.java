package io.bloomery.jobs.storage;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads the files of a table that are about to be used, and refuses it where one is not as it was written. */
public final class TableCheck {

    private final TableStore store;
    private final Predicate<String> used;

    /**
     * A check.
     *
     * @param store where a whole version is looked for when one is refused
     * @param used whether a file of this name matters
     */
    public TableCheck(TableStore store, Predicate<String> used) {
        this.store = requireNonNull(store, "store");
        this.used = requireNonNull(used, "used");
    }

    /**
     * Does nothing for a table that is whole.
     *
     * @param tables where it lies, if not in this check's own store
     * @throws BloomeryException with {@link ErrorCode#BAD_DATA}, naming the file that is damaged and the newest other version
     *     of the table that is whole
     */
    public void require(TableStore tables, PublishedTable table) throws IOException {
        Optional<String> damage = tables.damage(table, used);
        if (damage.isPresent()) {
            throw new BloomeryException(ErrorCode.BAD_DATA, damage.get(), advice(table));
        }
    }

    /** As {@link #require(TableStore, PublishedTable)}, of the store that whole versions are looked for in. */
    public void require(PublishedTable table) throws IOException {
        require(store, table);
    }

    private String advice(PublishedTable refused) throws IOException {
        Optional<PublishedTable> whole = Optional.empty();
        for (PublishedTable version : store.versions(refused.table())) { // oldest first
            if (!version.path().equals(refused.path())
                    && store.damage(version, used).isEmpty()) {
                whole = Optional.of(version);
            }
        }
        return whole.map(version -> "The newest whole " + refused.table() + " is " + version.path()
                                + ": name that one, or delete "
                                + refused.path())
                        .orElseGet(() -> "There is no whole " + refused.table() + " under " + store.root() + ": delete "
                                + refused.path())
                + " and run the stage " + refused.manifest().stage() + " again.";
    }
}
