package io.bloomery.data.crawl;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncServer;
import org.apache.hc.core5.http.nio.AsyncRequestConsumer;
import org.apache.hc.core5.http.nio.AsyncServerRequestHandler;
import org.apache.hc.core5.http.nio.entity.DiscardingEntityConsumer;
import org.apache.hc.core5.http.nio.support.AsyncResponseBuilder;
import org.apache.hc.core5.http.nio.support.BasicRequestConsumer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.impl.nio.bootstrap.H2ServerBootstrap;
import org.apache.hc.core5.http2.ssl.H2ServerTlsStrategy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.ListenerEndpoint;
import org.apache.hc.core5.ssl.SSLContexts;

/** A server with TLS on 127.0.0.1; answers a path with as many letters x as it names, or with one page. */
final class SecureServer implements AutoCloseable {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private final HttpAsyncServer server;
    private final int port;

    SecureServer(String keys, HttpVersionPolicy version) {
        try {
            SSLContext identity = SSLContexts.custom()
                    .loadKeyMaterial(keyStore(keys), PASSWORD)
                    .build();
            server = H2ServerBootstrap.bootstrap()
                    .setCanonicalHostName("a.test")
                    .setVersionPolicy(version)
                    .setTlsStrategy(new H2ServerTlsStrategy(identity))
                    .register("*", new Handler())
                    .create();
            server.start();
            ListenerEndpoint endpoint = server.listen(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), URIScheme.HTTPS, version, null)
                    .get();
            port = ((InetSocketAddress) endpoint.getAddress()).getPort();
        } catch (GeneralSecurityException | InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        server.close(CloseMode.IMMEDIATE);
    }

    /** What trusts the certificates of a key store, and no other. */
    static SSLContext trusting(String keys) {
        try {
            return SSLContexts.custom().loadTrustMaterial(keyStore(keys), null).build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore keyStore(String name) throws GeneralSecurityException {
        try (InputStream in = SecureServer.class.getResourceAsStream("/crawl/" + name)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD);
            return keys;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Handler implements AsyncServerRequestHandler<Message<HttpRequest, Void>> {

        @Override
        public AsyncRequestConsumer<Message<HttpRequest, Void>> prepare(
                HttpRequest request, EntityDetails entity, HttpContext context) {
            return new BasicRequestConsumer<>(entity == null ? null : new DiscardingEntityConsumer<>());
        }

        @Override
        public void handle(Message<HttpRequest, Void> request, ResponseTrigger trigger, HttpContext context)
                throws IOException, org.apache.hc.core5.http.HttpException {
            String path = request.getHead().getPath();
            boolean sized = path.matches("/[0-9]+");
            String body = sized ? "x".repeat(Integer.parseInt(path.substring(1))) : "<p>iron</p>";
            boolean known = request.getHead().containsHeader("If-None-Match");
            AsyncResponseBuilder response = AsyncResponseBuilder.create(known ? 304 : 200)
                    .addHeader("ETag", "\"1\"")
                    .addHeader("Last-Modified", "Sun, 06 Nov 1994 08:49:37 GMT");
            if (!known) {
                response.setEntity(body);
            }
            trigger.submitResponse(response.build(), context);
        }
    }
}
