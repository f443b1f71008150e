package io.bloomery.data.crawl;

import io.bloomery.data.source.HttpExchange;
import io.bloomery.data.url.CrawlUrl;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.ProtocolVersion;

/**
 * The heads of a request and its response as they are archived: as HTTP/1.1, which is all WARC 1.1 can say, whatever was
 * spoken.
 */
final class ExchangeHead {

    private static final String LINE_END = "\r\n";
    private static final int HTTP_2 = 2;

    private final CrawlUrl url;
    private final HttpClientContext context;
    private final HttpResponse response;
    private final Map<String, List<String>> headers = new HashMap<>();

    ExchangeHead(CrawlUrl url, HttpClientContext context, HttpResponse response) {
        this.url = url;
        this.context = context;
        this.response = response;
        for (Header header : response.getHeaders()) {
            headers.computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(value(header));
        }
    }

    /** The response's headers by lower-case name. */
    Map<String, List<String>> headers() {
        return headers;
    }

    /** All values of a header, joined as RFC 9110, 5.3, allows. */
    String header(String name) {
        return String.join(",", headers.getOrDefault(name, List.of()));
    }

    HttpExchange exchange(Instant date, boolean throughProxy, byte[] body) {
        return new HttpExchange(
                url.toString(), protocol(), date, throughProxy ? "" : address(), requestHead(), responseHead(), body);
    }

    private String protocol() {
        ProtocolVersion version = context.getProtocolVersion();
        if (version.getMajor() >= HTTP_2) {
            return "h2";
        }
        ProtocolVersion answered = response.getVersion() == null ? version : response.getVersion();
        return "http/1." + answered.getMinor();
    }

    private String address() {
        EndpointDetails endpoint = context.getEndpointDetails();
        return endpoint != null && endpoint.getRemoteAddress() instanceof InetSocketAddress remote
                ? remote.getAddress().getHostAddress()
                : "";
    }

    private String requestHead() {
        StringBuilder head = new StringBuilder("GET " + url.path() + " HTTP/1.1" + LINE_END);
        boolean hostSent = false;
        for (Header header : context.getRequest().getHeaders()) {
            append(head, header.getName(), value(header));
            hostSent |= header.getName().equalsIgnoreCase("Host");
        }
        if (!hostSent) { // HTTP/2 says it elsewhere
            append(head, "Host", url.authority());
        }
        return head.append(LINE_END).toString();
    }

    /** Chunks are undone before the body is archived, so that header is kept under another name. */
    private String responseHead() {
        String reason = response.getReasonPhrase() == null ? "" : oneLine(response.getReasonPhrase());
        StringBuilder head = new StringBuilder("HTTP/1.1 " + response.getCode() + " " + reason + LINE_END);
        for (Header header : response.getHeaders()) {
            boolean chunks = header.getName().equalsIgnoreCase("Transfer-Encoding");
            append(head, chunks ? "X-Crawler-Transfer-Encoding" : header.getName(), value(header));
        }
        return head.append(LINE_END).toString();
    }

    private static String value(Header header) {
        return header.getValue() == null ? "" : header.getValue();
    }

    private static void append(StringBuilder head, String name, String value) {
        head.append(oneLine(name)).append(": ").append(oneLine(value)).append(LINE_END);
    }

    private static String oneLine(String text) {
        return text.replace('\r', ' ').replace('\n', ' ');
    }
}
