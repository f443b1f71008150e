package io.bloomery.data.document;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One text of the corpus and where it came from; the column names of the document tables are these, in snake case.
 *
 * @param id stable id, see {@link DocumentId}
 * @param text the main text, lines separated by {@code \n}
 * @param url where it was fetched, or the name of the file it came from
 * @param dump the crawl it belongs to
 * @param date when it was fetched, ISO 8601 in UTC; empty where unknown
 * @param filePath the file that holds the record
 * @param language ISO 639-1 code, or {@code und}
 * @param languageScore confidence of the language, in [0, 1]
 * @param source kind of input: {@code crawl}, {@code warc}, ...
 * @param host host of the URL; empty where there is none
 * @param license licence the page declares; empty where it declares none
 * @param signals value of every rule that ran, by rule name, in the order they ran
 * @param warcRecordId id of the WARC record; empty where there is none
 */
public record Document(
        String id,
        String text,
        String url,
        String dump,
        String date,
        String filePath,
        String language,
        double languageScore,
        String source,
        String host,
        String license,
        Map<String, Double> signals,
        String warcRecordId,
        Byline byline)
        implements Serializable {

    public static final String UNKNOWN_LANGUAGE = "und";

    public Document {
        requireNonNull(id, "id");
        requireNonNull(text, "text");
        requireNonNull(url, "url");
        requireNonNull(dump, "dump");
        requireNonNull(date, "date");
        requireNonNull(filePath, "filePath");
        requireNonNull(language, "language");
        requireNonNull(source, "source");
        requireNonNull(host, "host");
        requireNonNull(license, "license");
        requireNonNull(warcRecordId, "warcRecordId");
        requireNonNull(byline, "byline");
        if (!(languageScore >= 0 && languageScore <= 1)) {
            throw new IllegalArgumentException("languageScore must be in [0, 1] but is " + languageScore);
        }
        signals = new LinkedHashMap<>(signals); // Map.copyOf would lose the order
    }

    /** A document whose page says nothing about itself. */
    public Document(
            String id,
            String text,
            String url,
            String dump,
            String date,
            String filePath,
            String language,
            double languageScore,
            String source,
            String host,
            String license,
            Map<String, Double> signals,
            String warcRecordId) {
        this(
                id,
                text,
                url,
                dump,
                date,
                filePath,
                language,
                languageScore,
                source,
                host,
                license,
                signals,
                warcRecordId,
                Byline.NONE);
    }

    /** A document that is known by its id, URL and text only. */
    public static Document of(String id, String url, String text) {
        return new Document(id, text, url, "", "", "", UNKNOWN_LANGUAGE, 0, "", "", "", Map.of(), "");
    }

    /** SHA-256 of the text, as 64 hex digits. */
    public String contentSha256() {
        return DocumentId.contentSha256(text);
    }

    public Document withText(String newText) {
        return with(newText, language, languageScore, signals);
    }

    public Document withLanguage(String newLanguage, double score) {
        return with(text, newLanguage, score, signals);
    }

    /** The same document with these measured values in place of those it had. */
    public Document withSignals(Map<String, Double> newSignals) {
        return with(text, language, languageScore, newSignals);
    }

    private Document with(String newText, String newLanguage, double newScore, Map<String, Double> newSignals) {
        return new Document(
                id,
                newText,
                url,
                dump,
                date,
                filePath,
                newLanguage,
                newScore,
                source,
                host,
                license,
                newSignals,
                warcRecordId,
                byline);
    }

    @Override
    public Map<String, Double> signals() {
        return Collections.unmodifiableMap(signals);
    }
}
