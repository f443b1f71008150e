package io.bloomery.data.source;

import io.bloomery.data.source.ContentEncoding.Decoded;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** Turns the WARC records that hold a document into pages. */
final class PageDecoder {

    private static final int OK = 200;

    private final String filePath;
    private final int maxBodyBytes;

    PageDecoder(String filePath, int maxBodyBytes) {
        this.filePath = filePath;
        this.maxBodyBytes = maxBodyBytes;
    }

    /** The page in a response, resource or conversion record; empty for every other record. */
    Optional<Page> decode(WarcRecord record) throws DamageException {
        return switch (record.header("WARC-Type")) {
            case "response" -> isHttp(record.header("Content-Type")) ? Optional.of(response(record)) : Optional.empty();
            case "resource", "conversion" ->
                Optional.of(page(record, OK, record.header("Content-Type"), identity(record)));
            default -> Optional.empty();
        };
    }

    private static boolean isHttp(String contentType) {
        return contentType.toLowerCase(Locale.ROOT).startsWith("application/http");
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

    private Page page(WarcRecord record, int status, String contentType, byte[] body) {
        String url = record.target();
        return new Page(
                url,
                record.header("WARC-Date"),
                status,
                contentType,
                body,
                record.header("WARC-Record-ID").replaceAll("[<>]", ""),
                filePath,
                record.offset(),
                host(url));
    }

    private static String host(String url) {
        try {
            String host = new URI(url).getHost();
            return host == null ? "" : host.toLowerCase(Locale.ROOT);
        } catch (URISyntaxException e) {
            return "";
        }
    }
}
