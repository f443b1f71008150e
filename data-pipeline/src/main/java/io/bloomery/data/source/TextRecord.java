package io.bloomery.data.source;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.document.Document;
import io.bloomery.data.document.DocumentId;
import java.io.Serializable;
import java.util.Map;
import java.util.function.Function;

/**
 * A record that comes with its text, so that nothing has to be extracted.
 *
 * @param document its text and where it came from; language, dump and licence are empty where the source does not say
 * @param title what the source calls it; empty where it does not
 */
public record TextRecord(Document document, String title) implements SourceRecord, Serializable {
    public TextRecord {
        requireNonNull(document, "document");
        requireNonNull(title, "title");
    }

    /** The text that an archive holds in place of a page. */
    static TextRecord of(Page page, String text, String title) {
        Document document = new Document(
                DocumentId.ofUrl(page.url()),
                text,
                page.url(),
                "",
                page.date(),
                page.filePath(),
                Document.UNKNOWN_LANGUAGE,
                0,
                "wet",
                page.host(),
                "",
                Map.of(),
                page.warcRecordId());
        return new TextRecord(document, title);
    }

    /** The text of a whole file, which has the address of the file. */
    static TextRecord ofFile(String filePath, String text) {
        Document document = new Document(
                DocumentId.ofUrl(filePath),
                text,
                filePath,
                "",
                "",
                filePath,
                Document.UNKNOWN_LANGUAGE,
                0,
                "text",
                "",
                "",
                Map.of(),
                "");
        return new TextRecord(document, "");
    }

    @Override
    public <R> R fold(Function<Page, R> page, Function<TextRecord, R> text, Function<Damaged, R> damaged) {
        return text.apply(this);
    }
}
