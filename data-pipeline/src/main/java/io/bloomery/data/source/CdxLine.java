package io.bloomery.data.source;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.netpreserve.jwarc.URIs;

/**
 * One line of a CDXJ index: sort key (the URL with its host turned round), 14-digit timestamp, and a JSON object.
 *
 * @param mime media type without parameters
 * @param digest {@code sha1:} and base32
 * @param length of the record in the file, in bytes
 * @param offset of the record in the file, in bytes
 * @param filename name of the archive file
 */
public record CdxLine(
        String url, Instant date, String mime, int status, String digest, long length, long offset, String filename)
        implements Comparable<CdxLine> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);
    private static final Comparator<CdxLine> ORDER = Comparator.comparing(CdxLine::key)
            .thenComparing(CdxLine::date)
            .thenComparing(CdxLine::url)
            .thenComparing(CdxLine::filename)
            .thenComparing(CdxLine::offset);

    public CdxLine {
        requireNonNull(url, "url");
        requireNonNull(date, "date");
        requireNonNull(mime, "mime");
        requireNonNull(digest, "digest");
        requireNonNull(filename, "filename");
    }

    /** The sort key, such as {@code org,example)/path?query}. */
    public String key() {
        return URIs.toNormalizedSurt(url);
    }

    /** The line without a line end. */
    public String format() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("url", url);
        fields.put("mime", mime);
        fields.put("status", Integer.toString(status));
        fields.put("digest", digest);
        fields.put("length", Long.toString(length));
        fields.put("offset", Long.toString(offset));
        fields.put("filename", filename);
        try {
            return key() + ' ' + TIMESTAMP.format(date) + ' ' + JSON.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of strings is always JSON", e);
        }
    }

    @Override
    public int compareTo(CdxLine other) {
        return ORDER.compare(this, other);
    }
}
