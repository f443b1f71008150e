package io.bloomery.data.privacy;

import io.bloomery.data.step.Draft;
import java.util.List;

/** Rules and configurations that the tests of this package share. */
final class Redactions {

    private Redactions() {}

    /** Every kind switched on, each with a replacement that names it. */
    static RedactConfig everything() {
        return new RedactConfig(
                on("<EMAIL>"),
                on("<IP>"),
                true,
                on("<PHONE>"),
                List.of("US", "DE"),
                on("<CARD>"),
                on("<IBAN>"),
                on("<SSN>"),
                on("<ID>"),
                on("<MOBILE>"),
                on("<DATE>"),
                3);
    }

    static Draft redacted(String text) {
        Draft draft = Draft.of(text);
        new RedactRule(everything()).apply(draft);
        return draft;
    }

    private static Redacted on(String replacement) {
        return new Redacted(true, replacement);
    }
}
