package io.bloomery.data.source;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.document.Quarantined;
import java.util.function.Function;

/** What a web archive holds at one place: a page, or bytes that cannot be read as one. */
public sealed interface PageOrDamage permits Page, PageOrDamage.Damaged {

    /** Handles every case; Java 17 has no exhaustive switch over sealed types, and this is one. */
    <R> R fold(Function<Page, R> page, Function<Damaged, R> damaged);

    /** A stretch of the file that could not be read; the pages around it are not affected. */
    record Damaged(Quarantined quarantined) implements PageOrDamage {
        public Damaged {
            requireNonNull(quarantined, "quarantined");
        }

        @Override
        public <R> R fold(Function<Page, R> page, Function<Damaged, R> damaged) {
            return damaged.apply(this);
        }
    }
}
