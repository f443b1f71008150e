package io.bloomery.data.crawl;

import io.bloomery.data.source.ContentEncoding;
import io.bloomery.data.source.ContentEncoding.Decoded;
import io.bloomery.data.source.ContentEncoding.Outcome;
import io.bloomery.data.source.HttpExchange;
import io.bloomery.data.url.CrawlUrl;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.URIAuthority;
import org.apache.hc.core5.util.Timeout;

/**
 * Fetches over HTTP/1.1, guarding against hostile servers.
 *
 * <p>Every address is checked against the {@link AddressGuard} after the name was resolved and the connection goes to
 * the address that was checked, so a name server cannot answer twice. Certificates and host names are verified. A
 * request ends at its deadline however slowly bytes drip in. Bodies are cut at the limit, as sent and decoded; headers
 * are limited in number and length. Of what is asked of a proxy, only literal addresses can be checked.
 */
public final class HttpFetcher implements Fetcher {

    private static final int CHUNK = 1 << 14;
    private static final int MAX_LINE_BYTES = 1 << 14;
    private static final int MAX_HEADERS = 200;
    private static final String LINE_END = "\r\n";

    private final CloseableHttpClient client;
    private final ScheduledThreadPoolExecutor watchdog;
    private final NetworkConfig network;
    private final Clock clock;

    public HttpFetcher(CrawlConfig config, Clock clock) {
        this.network = config.network();
        this.clock = clock;
        this.client = client(config);
        this.watchdog = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "crawl-deadline");
            thread.setDaemon(true);
            return thread;
        });
        watchdog.setRemoveOnCancelPolicy(true);
    }

    @Override
    public FetchResult fetch(FetchRequest asked) {
        CrawlUrl url = asked.url();
        int maxBodyBytes = asked.maxBodyBytes();
        if (network.hasProxy() && isRefusedLiteral(url.host())) {
            return new FetchResult.Failure(
                    CrawlState.REFUSED_ADDRESS, url.host() + " is an address that may not be visited");
        }
        HttpGet request = request(asked);
        AtomicBoolean late = new AtomicBoolean();
        ScheduledFuture<?> deadline = watchdog.schedule(
                () -> {
                    late.set(true);
                    request.cancel();
                },
                network.requestTimeout().toMillis(),
                TimeUnit.MILLISECONDS);
        HttpClientContext context = HttpClientContext.create();
        HttpHost target = new HttpHost(url.scheme(), bare(url.host()), url.port());
        try (ClassicHttpResponse response = client.executeOpen(target, request, context)) {
            return answer(url, context, response, body(request, response, maxBodyBytes), maxBodyBytes);
        } catch (IOException e) {
            return failure(e, late.get());
        } finally {
            deadline.cancel(false);
        }
    }

    @Override
    public void close() {
        watchdog.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }

    private static CloseableHttpClient client(CrawlConfig config) {
        NetworkConfig network = config.network();
        Timeout timeout = Timeout.of(network.requestTimeout());
        HttpClientBuilder builder = HttpClientBuilder.create()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(Http1Config.custom()
                                        .setMaxLineLength(MAX_LINE_BYTES)
                                        .setMaxHeaderCount(MAX_HEADERS)
                                        .build())
                                .build())
                        .setDnsResolver(new GuardedResolver(network.addressGuard()))
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(timeout)
                                .setSocketTimeout(timeout)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(timeout)
                        .setConnectionRequestTimeout(timeout)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setUserAgent(config.politeness().userAgentHeader())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching();
        if (network.hasProxy()) {
            builder.setProxy(new HttpHost("http", bare(network.proxyHost()), network.proxyPort()));
        }
        return builder.build();
    }

    private static HttpGet request(FetchRequest asked) {
        CrawlUrl url = asked.url();
        HttpGet request = new HttpGet("/");
        request.setScheme(url.scheme());
        request.setAuthority(new URIAuthority(bare(url.host()), url.port()));
        request.setPath(url.path());
        request.setHeader("Accept", "text/html,application/xhtml+xml,*/*;q=0.1");
        request.setHeader("Accept-Encoding", "gzip, deflate");
        if (!asked.validators().etag().isEmpty()) {
            request.setHeader("If-None-Match", asked.validators().etag());
        }
        if (!asked.validators().lastModified().isEmpty()) {
            request.setHeader("If-Modified-Since", asked.validators().lastModified());
        }
        return request;
    }

    /** At most one byte more than allowed, so that the caller sees that there is more; the rest is never read. */
    private static byte[] body(HttpGet request, ClassicHttpResponse response, int maxBodyBytes) throws IOException {
        if (response.getEntity() == null) {
            return new byte[0];
        }
        InputStream in = response.getEntity().getContent();
        byte[] body = new byte[CHUNK];
        int size = 0;
        while (size <= maxBodyBytes) {
            if (size == body.length) {
                body = Arrays.copyOf(body, (int) Math.min(2L * size, maxBodyBytes + 1L));
            }
            int count = in.read(body, size, Math.min(body.length, maxBodyBytes + 1) - size);
            if (count < 0) {
                return Arrays.copyOf(body, size);
            }
            size += count;
        }
        request.cancel();
        return Arrays.copyOf(body, size);
    }

    private FetchResult answer(
            CrawlUrl url, HttpClientContext context, ClassicHttpResponse response, byte[] sent, int maxBodyBytes) {
        Map<String, List<String>> headers = new HashMap<>();
        for (Header header : response.getHeaders()) {
            headers.computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(header.getValue() == null ? "" : header.getValue());
        }
        HttpExchange exchange = new HttpExchange(
                url.toString(), clock.instant(), address(context), requestHead(url, context), head(response), sent);
        String encoding = String.join(",", headers.getOrDefault("content-encoding", List.of()));
        Decoded body = sent.length > maxBodyBytes
                ? cut(ContentEncoding.decode(sent, encoding, maxBodyBytes))
                : ContentEncoding.decode(sent, encoding, maxBodyBytes);
        return new FetchResult.Answer(exchange, response.getCode(), headers, body);
    }

    private static Decoded cut(Decoded body) {
        return new Decoded(body.bytes(), Outcome.TOO_LARGE);
    }

    private static String requestHead(CrawlUrl url, HttpClientContext context) {
        StringBuilder head = new StringBuilder("GET " + url.path() + " HTTP/1.1" + LINE_END);
        for (Header header : context.getRequest().getHeaders()) {
            append(head, header.getName(), header.getValue());
        }
        return head.append(LINE_END).toString();
    }

    /** The response's head; chunks are undone before the body is archived, so that header is kept under another name. */
    private static String head(ClassicHttpResponse response) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + response.getCode() + " "
                + (response.getReasonPhrase() == null ? "" : response.getReasonPhrase()) + LINE_END);
        for (Header header : response.getHeaders()) {
            boolean chunks = header.getName().equalsIgnoreCase("Transfer-Encoding");
            append(head, chunks ? "X-Crawler-Transfer-Encoding" : header.getName(), header.getValue());
        }
        return head.append(LINE_END).toString();
    }

    private static void append(StringBuilder head, String name, String value) {
        head.append(name)
                .append(": ")
                .append(value == null ? "" : value.replaceAll("[\\r\\n]+", " "))
                .append(LINE_END);
    }

    private String address(HttpClientContext context) {
        boolean direct = !network.hasProxy() && context.getEndpointDetails() != null;
        return direct && context.getEndpointDetails().getRemoteAddress() instanceof InetSocketAddress remote
                ? remote.getAddress().getHostAddress()
                : "";
    }

    private static FetchResult failure(IOException e, boolean late) {
        String detail = e.getClass().getSimpleName() + ": " + e.getMessage();
        if (late || e instanceof InterruptedIOException) {
            return new FetchResult.Failure(CrawlState.FAILED_TIMEOUT, "no complete answer in time");
        }
        if (e instanceof RefusedAddressException) {
            return new FetchResult.Failure(CrawlState.REFUSED_ADDRESS, e.getMessage());
        }
        if (e instanceof UnknownHostException) {
            return new FetchResult.Failure(CrawlState.FAILED_DNS, detail);
        }
        if (e instanceof SSLException) {
            return new FetchResult.Failure(CrawlState.FAILED_TLS, detail);
        }
        boolean malformed = e instanceof MessageConstraintException || e.getCause() instanceof HttpException;
        boolean broken = e instanceof SocketException || !malformed;
        return new FetchResult.Failure(broken ? CrawlState.FAILED_CONNECTION : CrawlState.FAILED_PROTOCOL, detail);
    }

    private boolean isRefusedLiteral(String host) {
        boolean literal = host.startsWith("[") || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
        try {
            return literal && !network.addressGuard().isAllowed(InetAddress.getByName(bare(host)));
        } catch (UnknownHostException e) {
            return true;
        }
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** Resolves a name and gives only the addresses that may be visited. */
    private record GuardedResolver(AddressGuard guard) implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] allowed = Arrays.stream(InetAddress.getAllByName(host))
                    .filter(guard::isAllowed)
                    .toArray(InetAddress[]::new);
            if (allowed.length == 0) {
                throw new RefusedAddressException(host + " is at an address that may not be visited");
            }
            return allowed;
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    /** A host whose addresses are all refused. */
    private static final class RefusedAddressException extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        RefusedAddressException(String message) {
            super(message);
        }
    }
}
