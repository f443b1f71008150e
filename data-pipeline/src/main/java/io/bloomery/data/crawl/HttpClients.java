package io.bloomery.data.crawl;

import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.HttpsSupport;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.config.H2Config;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Sets up the client: limits, protocols, and nothing that a browser would do on its own. */
final class HttpClients {

    private static final int MAX_LINE_BYTES = 1 << 14;
    private static final int MAX_HEADERS = 200;
    private static final int MAX_HEADER_LIST_BYTES = 1 << 18;
    private static final int MAX_CONTINUATIONS = 32;
    private static final int MAX_CONNECTIONS = 512;

    private static final int MAX_CONNECTIONS_PER_HOST = 1;

    private static final TimeValue MAX_IDLE = TimeValue.ofSeconds(30);
    private static final TimeValue STALE = TimeValue.ofSeconds(1);

    private HttpClients() {}

    static CloseableHttpAsyncClient create(NetworkConfig network, DnsResolver resolver, SSLContext trust) {
        Timeout whole = Timeout.of(network.requestTimeout());
        Timeout idle = Timeout.of(network.idleTimeout());
        HttpAsyncClientBuilder builder = HttpAsyncClientBuilder.create()
                .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                        .setDnsResolver(resolver)
                        .setTlsStrategy(ClientTlsStrategyBuilder.create()
                                .setSslContext(trust)
                                .setHostVerificationPolicy(HostnameVerificationPolicy.BOTH)
                                .setHostnameVerifier(HttpsSupport.getDefaultHostnameVerifier())
                                .buildAsync())
                        .setDefaultTlsConfig(TlsConfig.custom()
                                .setHandshakeTimeout(idle)
                                .setVersionPolicy(HttpVersionPolicy.NEGOTIATE)
                                .build())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(idle)
                                .setSocketTimeout(idle)
                                .setValidateAfterInactivity(STALE)
                                .build())
                        .setMaxConnTotal(MAX_CONNECTIONS)
                        .setMaxConnPerRoute(MAX_CONNECTIONS_PER_HOST)
                        .build())
                .setHttp1Config(Http1Config.custom()
                        .setMaxLineLength(MAX_LINE_BYTES)
                        .setMaxHeaderCount(MAX_HEADERS)
                        .build())
                .setH2Config(H2Config.custom()
                        .setPushEnabled(false)
                        .setMaxHeaderListSize(MAX_HEADER_LIST_BYTES)
                        .setMaxContinuations(MAX_CONTINUATIONS)
                        .build())
                .setIOReactorConfig(IOReactorConfig.custom()
                        .setTcpNoDelay(true)
                        .setSoTimeout(idle)
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(idle)
                        .setConnectionRequestTimeout(whole)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .addExecInterceptorFirst("breaker", new ExchangeBreaker())
                .evictIdleConnections(MAX_IDLE)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching();
        if (network.hasProxy()) {
            builder.setProxy(new HttpHost("http", GuardedResolver.bare(network.proxyHost()), network.proxyPort()));
        }
        return builder.build();
    }
}
