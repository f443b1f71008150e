package io.bloomery.data.crawl;

import io.bloomery.data.source.ContentEncoding;
import io.bloomery.data.source.ContentEncoding.Decoded;
import io.bloomery.data.source.ContentEncoding.Outcome;
import io.bloomery.data.url.CrawlUrl;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.RequestNotExecutedException;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.http.support.BasicRequestBuilder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.URIAuthority;
import org.apache.hc.core5.ssl.SSLContexts;

/**
 * Fetches over HTTP/1.1 and HTTP/2, guarding against hostile servers.
 *
 * <p>Every address is checked against the {@link AddressGuard} after the name was resolved and the connection goes to
 * the address that was checked, so a name server cannot answer twice. Certificates and host names are verified. A
 * request ends at its deadline however slowly bytes drip in, and before that when nothing comes for a while. Bodies are
 * cut at the limit, as sent and decoded; headers are limited in number and size. Of what is asked of a proxy, only
 * literal addresses can be checked.
 *
 * <p>All connections share a few threads; a connection is kept for the next request to its host.
 */
public final class HttpFetcher implements Fetcher {

    private static final String ACCEPT = "text/html,application/xhtml+xml,*/*;q=0.1";
    private static final String ACCEPT_ENCODING = "gzip, deflate, br, zstd";
    private static final int MAX_UNSENT = 3;

    private final CloseableHttpAsyncClient client;
    private final GuardedResolver resolver;
    private final NetworkConfig network;
    private final String userAgent;
    private final Clock clock;

    public HttpFetcher(CrawlConfig config, Clock clock) {
        this(config, clock, SSLContexts.createSystemDefault(), InetAddress::getAllByName);
    }

    /** A fetcher that trusts other certificates and asks other name servers than the Java runtime does. */
    HttpFetcher(CrawlConfig config, Clock clock, SSLContext trust, GuardedResolver.NameLookup names) {
        this.network = config.network();
        this.userAgent = config.politeness().userAgentHeader();
        this.clock = clock;
        this.resolver = new GuardedResolver(network.addressGuard(), names);
        this.client = HttpClients.create(network, resolver, trust);
        client.start();
    }

    @Override
    public FetchResult fetch(FetchRequest request) {
        CrawlUrl url = request.url();
        long deadline = System.nanoTime() + network.requestTimeout().toNanos();
        try {
            resolver.resolve(network.hasProxy() ? network.proxyHost() : url.host(), network.requestTimeout());
            if (network.hasProxy()) {
                requireVisitable(url.host());
            }
            for (int unsent = 0; unsent < MAX_UNSENT; unsent++) {
                Optional<FetchResult> result = send(request, deadline);
                if (result.isPresent()) {
                    return result.get();
                }
            }
            return new FetchResult.Failure(CrawlState.FAILED_CONNECTION, "connections close before a request is sent");
        } catch (UnknownHostException | TimeoutException e) {
            return FetchFailures.of(e);
        }
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
        resolver.close();
    }

    /** The result; empty where a connection that was kept had closed before anything was sent. */
    private Optional<FetchResult> send(FetchRequest request, long deadline) {
        HttpClientContext context = HttpClientContext.create();
        BasicHttpRequest message = message(request);
        CompletableFuture<ResponseCollector.Response> collected = new CompletableFuture<>();
        ResponseCollector collector = new ResponseCollector(request.maxBodyBytes(), collected);
        Future<Void> exchange =
                client.execute(new BasicRequestProducer(message, null), collector, context, collector.callback());
        try {
            long left = Math.max(0, deadline - System.nanoTime());
            return Optional.of(answer(request, context, collected.get(left, TimeUnit.NANOSECONDS)));
        } catch (ExecutionException e) {
            return e.getCause() instanceof RequestNotExecutedException
                    ? Optional.empty()
                    : Optional.of(FetchFailures.of(e.getCause()));
        } catch (TimeoutException e) {
            breakOff(exchange, context);
            return Optional.of(FetchFailures.of(e));
        } catch (InterruptedException e) {
            breakOff(exchange, context);
            Thread.currentThread().interrupt();
            return Optional.of(FetchFailures.of(e));
        }
    }

    private static void breakOff(Future<Void> exchange, HttpClientContext context) {
        exchange.cancel(true);
        ExchangeBreaker.breakOff(context);
    }

    private BasicHttpRequest message(FetchRequest asked) {
        CrawlUrl url = asked.url();
        BasicRequestBuilder request = BasicRequestBuilder.get()
                .setScheme(url.scheme())
                .setAuthority(
                        new URIAuthority(GuardedResolver.bare(url.host()), url.hasDefaultPort() ? -1 : url.port()))
                .setPath(url.path())
                .addHeader("User-Agent", userAgent)
                .addHeader("Accept", ACCEPT)
                .addHeader("Accept-Encoding", ACCEPT_ENCODING);
        if (!asked.validators().etag().isEmpty()) {
            request.addHeader("If-None-Match", asked.validators().etag());
        }
        if (!asked.validators().lastModified().isEmpty()) {
            request.addHeader("If-Modified-Since", asked.validators().lastModified());
        }
        return request.build();
    }

    private FetchResult answer(FetchRequest request, HttpClientContext context, ResponseCollector.Response response) {
        ExchangeHead head = new ExchangeHead(request.url(), context, response.head());
        Decoded decoded =
                ContentEncoding.decode(response.body(), head.header("content-encoding"), request.maxBodyBytes());
        Decoded body = response.isCut() ? new Decoded(decoded.bytes(), Outcome.TOO_LARGE) : decoded;
        return new FetchResult.Answer(
                head.exchange(clock.instant(), network.hasProxy(), response.body()),
                response.head().getCode(),
                head.headers(),
                body);
    }

    private void requireVisitable(String host) throws UnknownHostException {
        boolean literal = host.startsWith("[") || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
        if (literal && !network.addressGuard().isAllowed(InetAddress.getByName(GuardedResolver.bare(host)))) {
            throw new GuardedResolver.RefusedAddressException(host);
        }
    }
}
