package io.bloomery.data.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;

/** Answers GET and HEAD for the site that the request names, in its absolute URL or in its Host header. */
final class SiteHandler implements HttpHandler {

    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int NO_BODY = -1;
    private static final int CHUNKED = 0;

    private final Map<String, ArchiveSite> sites;

    SiteHandler(Map<String, ArchiveSite> sites) {
        this.sites = Map.copyOf(sites);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean reads = exchange.getRequestMethod().equals("GET")
                    || exchange.getRequestMethod().equals("HEAD");
            ArchiveSite site = sites.get(host(exchange));
            if (!reads) {
                send(exchange, METHOD_NOT_ALLOWED, "text/plain", "only GET and HEAD\n".getBytes(UTF_8));
            } else if (site == null) {
                send(exchange, NOT_FOUND, "text/plain", "no such site\n".getBytes(UTF_8));
            } else {
                answer(exchange, site);
            }
        }
    }

    private static String host(HttpExchange exchange) {
        String absolute = exchange.getRequestURI().getHost();
        String header = exchange.getRequestHeaders().getFirst("Host");
        String host = absolute != null ? absolute : header == null ? "" : header.replaceFirst(":[0-9]+$", "");
        return host.toLowerCase(Locale.ROOT);
    }

    private static void answer(HttpExchange exchange, ArchiveSite site) throws IOException {
        String path = Optional.ofNullable(exchange.getRequestURI().getPath()).orElse("/");
        if (path.equals("/robots.txt")) {
            send(exchange, OK, "text/plain", site.robots());
        } else if (path.equals("/sitemap.xml")) {
            send(exchange, OK, "application/xml", site.sitemap());
        } else {
            Optional<ZipEntry> entry = site.entry(path);
            if (entry.isPresent()) {
                send(exchange, site, entry.get());
            } else {
                send(exchange, NOT_FOUND, "text/html", "<html><title>404</title>Not found</html>".getBytes(UTF_8));
            }
        }
    }

    private static void send(HttpExchange exchange, ArchiveSite site, ZipEntry entry) throws IOException {
        String etag = "\"" + Long.toHexString(entry.getCrc()) + "-" + Long.toHexString(entry.getSize()) + "\"";
        Headers headers = exchange.getResponseHeaders();
        headers.set("ETag", etag);
        headers.set("Last-Modified", httpDate(entry.getLastModifiedTime().toInstant()));
        if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            exchange.sendResponseHeaders(NOT_MODIFIED, NO_BODY);
            return;
        }
        try (InputStream content = site.open(entry)) {
            send(exchange, OK, ArchiveSite.contentType(entry.getName()), content, entry.getSize());
        }
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        send(exchange, status, type, new ByteArrayInputStream(body), body.length);
    }

    private static void send(HttpExchange exchange, int status, String type, InputStream body, long size)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head || size == 0 ? NO_BODY : Math.max(size, CHUNKED));
        if (!head && size != 0) {
            body.transferTo(exchange.getResponseBody());
        }
    }

    private static String httpDate(Instant time) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
    }
}
