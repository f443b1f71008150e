package io.bloomery.data.source;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.document.Quarantined;
import java.util.function.Function;

/** What a source holds at one place: a page to extract text from, a text, or bytes that cannot be read as either. */
public sealed interface SourceRecord permits Page, TextRecord, SourceRecord.Damaged {

    /** Handles every case; Java 17 has no exhaustive switch over sealed types, and this is one. */
    <R> R fold(Function<Page, R> page, Function<TextRecord, R> text, Function<Damaged, R> damaged);

    /** A stretch of the file that could not be read; the records around it are not affected. */
    record Damaged(Quarantined quarantined) implements SourceRecord {
        public Damaged {
            requireNonNull(quarantined, "quarantined");
        }

        @Override
        public <R> R fold(Function<Page, R> page, Function<TextRecord, R> text, Function<Damaged, R> damaged) {
            return damaged.apply(this);
        }
    }
}
