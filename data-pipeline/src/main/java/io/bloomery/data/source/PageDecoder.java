package io.bloomery.data.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bloomery.data.source.ContentEncoding.Decoded;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Locale;
import java.util.Optional;

/** Turns the WARC records that hold a document into pages. */
final class PageDecoder {

    private static final int OK = 200;
    private static final String RECORD_ID = "WARC-Record-ID";

    private final String filePath;
    private final int maxBodyBytes;

    PageDecoder(String filePath, int maxBodyBytes) {
        this.filePath = filePath;
        this.maxBodyBytes = maxBodyBytes;
    }

    /** The page in a response or resource record, or the text of a conversion record; empty for every other record. */
    Optional<SourceRecord> decode(WarcRecord record) throws DamageException {
        String contentType = record.header("Content-Type").toLowerCase(Locale.ROOT);
        return switch (record.header("WARC-Type")) {
            case "response" -> isHttp(record, contentType) ? Optional.of(response(record)) : Optional.empty();
            case "conversion" -> Optional.of(contentType.startsWith("text/plain") ? text(record) : stored(record));
            case "resource" -> Optional.of(stored(record));
            default -> Optional.empty();
        };
    }

    private static boolean isHttp(WarcRecord record, String contentType) {
        return contentType.startsWith("application/http")
                || (contentType.isEmpty() && HttpResponseBytes.startsLikeOne(record.block()));
    }

    private Page stored(WarcRecord record) throws DamageException {
        return page(record, OK, record.header("Content-Type"), identity(record));
    }

    /** The text of a WET record; its first line is the title, as for cc_net. */
    private TextRecord text(WarcRecord record) throws DamageException {
        Page page = stored(record);
        try {
            String text =
                    UTF_8.newDecoder().decode(ByteBuffer.wrap(page.body())).toString();
            return TextRecord.of(page, text, text.lines().findFirst().orElse("").strip());
        } catch (CharacterCodingException e) {
            throw damage(record, "text-corrupt", "not in UTF-8: " + e.getMessage());
        }
    }

    private Page response(WarcRecord record) throws DamageException {
        HttpResponseBytes response = HttpResponseBytes.parse(record.block())
                .orElseThrow(() -> new DamageException(
                        "http-corrupt", record.offset(), "the response does not begin with a status line"));
        Decoded decoded = ContentEncoding.decode(response.body(), response.header("content-encoding"), maxBodyBytes);
        return page(record, response.status(), response.header("content-type"), bytes(record, decoded));
    }

    private byte[] identity(WarcRecord record) throws DamageException {
        return bytes(record, ContentEncoding.decode(record.block(), "", maxBodyBytes));
    }

    private byte[] bytes(WarcRecord record, Decoded decoded) throws DamageException {
        boolean declaredTruncated = !record.header("WARC-Truncated").isEmpty();
        return switch (decoded.outcome()) {
            case COMPLETE -> decoded.bytes();
            case TRUNCATED -> {
                if (declaredTruncated) {
                    yield decoded.bytes();
                }
                throw damage(record, "body-truncated", "the encoded body ends early");
            }
            case TOO_LARGE -> throw damage(record, "body-too-large", "more than " + maxBodyBytes + " bytes");
            case CORRUPT -> throw damage(record, "body-corrupt", "the body is not in its content encoding");
            case UNSUPPORTED -> throw damage(record, "encoding-unsupported", "only gzip and deflate can be decoded");
        };
    }

    private static DamageException damage(WarcRecord record, String reason, String detail) {
        return new DamageException(reason, record.offset(), detail);
    }

    private Page page(WarcRecord record, int status, String contentType, byte[] body) throws DamageException {
        String url = record.target();
        if (record.header(RECORD_ID).isEmpty()) {
            throw damage(record, "warc-corrupt", "the record has no " + RECORD_ID);
        }
        return new Page(
                url,
                record.header("WARC-Date"),
                status,
                contentType,
                body,
                record.header(RECORD_ID).replaceAll("[<>]", ""),
                filePath,
                record.offset(),
                host(url));
    }

    /** Host of a URL in lower case; empty where it has none. */
    static String host(String url) {
        int scheme = url.indexOf("://");
        int start = scheme + 3;
        int end = start;
        while (scheme >= 0 && end < url.length() && "/?#\\".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        String authority = scheme < 0 ? "" : url.substring(start, end);
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        int port = host.lastIndexOf(':');
        boolean hasPort = port > host.lastIndexOf(']');
        return (hasPort ? host.substring(0, port) : host).toLowerCase(Locale.ROOT);
    }
}
