package io.bloomery.data.report;

import static java.util.Objects.requireNonNull;

/**
 * One document as an example of what a stage kept or dropped.
 *
 * @param stage the stage that decided
 * @param rule the rule that dropped it; empty for a kept document
 * @param measured what the rule saw
 * @param limit what the configuration allowed
 */
public record DocumentSample(String stage, String rule, double measured, double limit, String url, String text) {
    public DocumentSample {
        requireNonNull(stage, "stage");
        requireNonNull(rule, "rule");
        requireNonNull(url, "url");
        requireNonNull(text, "text");
    }

    public static DocumentSample kept(String stage, String url, String text) {
        return new DocumentSample(stage, "", 0, 0, url, text);
    }

    public boolean isKept() {
        return rule.isEmpty();
    }
}
