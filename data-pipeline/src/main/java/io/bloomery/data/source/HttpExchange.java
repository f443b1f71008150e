package io.bloomery.data.source;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * One request and its response, as they are to be archived.
 *
 * @param url the target URI
 * @param protocol what was spoken, as WARC-Protocol names it: {@code http/1.0}, {@code http/1.1} or {@code h2}
 * @param date when the response arrived
 * @param ipAddress the address that answered; empty where unknown, as behind a proxy
 * @param requestHead request line and headers, lines ended by CR LF, with the empty line at the end
 * @param responseHead status line (HTTP/1.1, which is all WARC 1.1 can say) and headers, in the same form
 * @param body the body without transfer encoding, still in its content encoding
 */
@SuppressWarnings("ArrayRecordComponent") // written once and dropped, never compared
public record HttpExchange(
        String url,
        String protocol,
        Instant date,
        String ipAddress,
        String requestHead,
        String responseHead,
        byte[] body) {

    private static final String HTTP_1_1 = "http/1.1";

    public HttpExchange {
        requireNonNull(url, "url");
        requireNonNull(protocol, "protocol");
        requireNonNull(date, "date");
        requireNonNull(ipAddress, "ipAddress");
        requireNonNull(requestHead, "requestHead");
        requireNonNull(responseHead, "responseHead");
        requireNonNull(body, "body");
    }

    /** An exchange over HTTP/1.1. */
    public HttpExchange(
            String url, Instant date, String ipAddress, String requestHead, String responseHead, byte[] body) {
        this(url, HTTP_1_1, date, ipAddress, requestHead, responseHead, body);
    }

    /** {@code sha1:} and the base32 digest of the body as sent. */
    public String payloadDigest() {
        return WarcRecords.sha1(body);
    }

    /** Whether it was in HTTP/1.1, as the heads say. */
    boolean isPlain() {
        return protocol.equals(HTTP_1_1);
    }
}
