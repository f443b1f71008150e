package io.bloomery.data.step;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.document.Document;
import java.io.Serializable;
import java.util.function.Function;

/** What a step decided about one document. */
public sealed interface Verdict extends Serializable {

    /** The document as the step left it, with the signals that were measured. */
    Document document();

    /** Handles every case; Java 17 has no exhaustive switch over sealed types, and this is one. */
    <R> R fold(Function<Keep, R> kept, Function<Drop, R> dropped);

    /** The document goes on, possibly changed. */
    record Keep(Document document) implements Verdict {
        public Keep {
            requireNonNull(document, "document");
        }

        @Override
        public <R> R fold(Function<Keep, R> kept, Function<Drop, R> dropped) {
            return kept.apply(this);
        }
    }

    /**
     * The document stops here.
     *
     * @param document the document as it was when the rule fired
     * @param rule kebab-case and stable: it is a column value in the reject table
     * @param measured what the rule saw
     * @param limit what the configuration allowed
     */
    record Drop(Document document, String rule, double measured, double limit) implements Verdict {
        public Drop {
            requireNonNull(document, "document");
            requireNonNull(rule, "rule");
        }

        @Override
        public <R> R fold(Function<Keep, R> kept, Function<Drop, R> dropped) {
            return dropped.apply(this);
        }
    }
}
