package io.bloomery.data.source;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.function.Function;

/**
 * One page of a web archive, its body decoded from transfer and content encodings but not from its character set.
 *
 * @param url the target URI as the archive states it
 * @param date when it was fetched, ISO 8601 in UTC; empty where the archive does not say
 * @param status HTTP status; 200 for records that hold a document without its HTTP message
 * @param contentType the {@code Content-Type} header as sent, with its charset; empty where there was none
 * @param body the decoded body; shared, not copied, and not to be changed
 * @param warcRecordId id of the record, as in {@code urn:uuid:...}
 * @param filePath the archive file
 * @param offset byte offset of the record (of its gzip member in compressed files)
 * @param host host of the URL in lower case; empty where the URL has none
 */
@SuppressWarnings("ArrayRecordComponent") // pages are told apart by record id; copying every body twice buys nothing
public record Page(
        String url,
        String date,
        int status,
        String contentType,
        byte[] body,
        String warcRecordId,
        String filePath,
        long offset,
        String host)
        implements SourceRecord, Serializable {

    public Page {
        requireNonNull(url, "url");
        requireNonNull(date, "date");
        requireNonNull(contentType, "contentType");
        requireNonNull(body, "body");
        requireNonNull(warcRecordId, "warcRecordId");
        requireNonNull(filePath, "filePath");
        requireNonNull(host, "host");
    }

    @Override
    public <R> R fold(Function<Page, R> page, Function<TextRecord, R> text, Function<Damaged, R> damaged) {
        return page.apply(this);
    }
}
