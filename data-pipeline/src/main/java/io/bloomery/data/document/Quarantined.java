package io.bloomery.data.document;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * Input that could not be read: where it lies and why, so that nothing is skipped in silence.
 *
 * @param filePath the file
 * @param offset byte offset in the file where the damage was met; -1 where unknown
 * @param url what the record was about; empty where unknown
 * @param reason kebab-case and stable: it is a column value and a counter name
 * @param detail for the person who looks into it
 */
public record Quarantined(String filePath, long offset, String url, String reason, String detail)
        implements Serializable {
    public Quarantined {
        requireNonNull(filePath, "filePath");
        requireNonNull(url, "url");
        requireNonNull(reason, "reason");
        requireNonNull(detail, "detail");
    }
}
