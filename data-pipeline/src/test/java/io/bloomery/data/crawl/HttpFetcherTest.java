package io.bloomery.data.crawl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.data.source.ContentEncoding.Outcome;
import io.bloomery.data.url.CrawlUrl;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpFetcherTest {

    private static final Clock CLOCK = Clock.fixed(FakeWeb.NOW, ZoneOffset.UTC);
    private static final List<String> LOOPBACK = List.of("127.0.0.0/8");

    private final RawServer server = new RawServer();

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void bringsTheAnswerAsItWasSentAndDecoded() throws IOException {
        byte[] packed = gzip("<p>iron</p>");
        server.answer(
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nContent-Length: "
                        + packed.length + "\r\n\r\n",
                packed);
        FetchResult.Answer answer = answer(fetch(LOOPBACK, 1000));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("text/html");
        assertThat(new String(answer.body().bytes(), UTF_8)).isEqualTo("<p>iron</p>");
        assertThat(answer.exchange().body()).isEqualTo(packed);
        assertThat(answer.exchange().ipAddress()).isEqualTo("127.0.0.1");
        assertThat(answer.exchange().date()).isEqualTo(FakeWeb.NOW);
        assertThat(answer.exchange().responseHead()).startsWith("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n");
        assertThat(server.request())
                .startsWith("GET /a?b=c HTTP/1.1\r\n")
                .contains("User-Agent: bloomery (+ops@example.org)", "Accept-Encoding: gzip, deflate")
                .doesNotContain("Cookie", "Upgrade");
    }

    @Test
    void followsNoRedirect() {
        server.answer("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
        assertThat(answer(fetch(LOOPBACK, 1000)).status()).isEqualTo(302);
    }

    @Test
    void undoesChunksAndKeepsTheirHeaderUnderAnotherName() {
        server.answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\niron\r\n0\r\n\r\n");
        FetchResult.Answer answer = answer(fetch(LOOPBACK, 1000));
        assertThat(new String(answer.exchange().body(), UTF_8)).isEqualTo("iron");
        assertThat(answer.exchange().responseHead()).contains("X-Crawler-Transfer-Encoding: chunked");
    }

    @Test
    void cutsAnEndlessBodyAtTheLimit() {
        server.answerEndlessly("HTTP/1.1 200 OK\r\n\r\n");
        FetchResult.Answer answer = answer(fetch(LOOPBACK, 100_000));
        assertThat(answer.body().outcome()).isEqualTo(Outcome.TOO_LARGE);
        assertThat(answer.body().bytes()).hasSize(100_000);
    }

    @Test
    void cutsABombAtTheLimit() throws IOException {
        byte[] packed = gzip("x".repeat(10_000_000));
        server.answer("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", packed);
        FetchResult.Answer answer = answer(fetch(LOOPBACK, 100_000));
        assertThat(answer.body().outcome()).isEqualTo(Outcome.TOO_LARGE);
        assertThat(answer.body().bytes()).hasSize(100_000);
    }

    @Test
    void keepsABodyExactlyAtTheLimit() {
        server.answer("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\niron");
        assertThat(answer(fetch(LOOPBACK, 4)).body().outcome()).isEqualTo(Outcome.COMPLETE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "169.254.169.254", "10.0.0.1"})
    void opensNoConnectionToAnAddressThatIsNotPublic(String host) {
        FetchResult result = fetch("http://" + host + ":" + server.port() + "/", List.of(), 1000);
        assertThat(state(result)).isEqualTo(CrawlState.REFUSED_ADDRESS);
        assertThat(server.connections()).isZero();
    }

    @Test
    void aProxyMustBeAllowedToo() {
        try (HttpFetcher fetcher = new HttpFetcher(
                Configs.through("127.0.0.1:" + server.port(), List.of(), Duration.ofSeconds(5), "http://a.test/"),
                CLOCK)) {
            FetchResult result = fetcher.fetch(CrawlUrl.parse("http://a.test/").orElseThrow(), 1000);
            assertThat(state(result)).isEqualTo(CrawlState.REFUSED_ADDRESS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.128.0.1", "[::1]", "169.254.169.254", "[::ffff:10.0.0.1]"})
    void asksAProxyForNoAddressThatIsNotPublic(String host) {
        server.answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        FetchResult result = throughProxy(List.of("127.0.0.0/9"), "http://" + host + "/");
        assertThat(state(result)).isEqualTo(CrawlState.REFUSED_ADDRESS);
        assertThat(server.connections()).isZero();
    }

    @Test
    void asksAProxyForAnAddressThatIsAllowed() {
        server.answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        assertThat(answer(throughProxy(LOOPBACK, "http://127.0.0.9/")).status()).isEqualTo(200);
    }

    @Test
    void refusesEndlessHeadersAndAnEndlessHeader() {
        server.repeatEndlessly("HTTP/1.1 200 OK\r\n", "A: b\r\n");
        assertThat(state(fetch(LOOPBACK, 1000))).isEqualTo(CrawlState.FAILED_PROTOCOL);
        server.repeatEndlessly("HTTP/1.1 200 OK\r\nA: ", "bbbbbbbbbb");
        assertThat(state(fetch(LOOPBACK, 1000))).isEqualTo(CrawlState.FAILED_PROTOCOL);
    }

    @Test
    void takesManyHeadersAndLongOnes() {
        String value = "b".repeat(16_000);
        server.answer("HTTP/1.1 200 OK\r\nA: " + value + "\r\n" + "A: b\r\n".repeat(190) + "Content-Length: 0\r\n\r\n");
        assertThat(answer(fetch(LOOPBACK, 1000)).header("A")).isEqualTo(value);
    }

    private FetchResult throughProxy(List<String> allow, String url) {
        try (HttpFetcher fetcher = new HttpFetcher(
                Configs.through("127.0.0.1:" + server.port(), allow, Duration.ofSeconds(5), url), CLOCK)) {
            return fetcher.fetch(url(url), 1000);
        }
    }

    @Test
    void endsAtTheDeadlineHoweverSlowlyBytesDripIn() {
        server.drip("HTTP/1.1 200 OK\r\n\r\n");
        try (HttpFetcher fetcher =
                new HttpFetcher(Configs.through("", LOOPBACK, Duration.ofMillis(300), "http://127.0.0.1/"), CLOCK)) {
            long start = System.nanoTime();
            assertThat(state(fetcher.fetch(url(server.url()), 1000))).isEqualTo(CrawlState.FAILED_TIMEOUT);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void namesAClosedPortAndAnUnknownHost() throws IOException {
        server.close();
        assertThat(state(fetch(LOOPBACK, 1000))).isEqualTo(CrawlState.FAILED_CONNECTION);
        assertThat(state(fetch("http://no-such-host.invalid/", LOOPBACK, 1000))).isEqualTo(CrawlState.FAILED_DNS);
    }

    @Test
    void namesAnAnswerThatIsNoHttpAndOneThatBreaksOff() {
        server.answer("SSH-2.0-OpenSSH_9.6\r\n\r\n");
        assertThat(state(fetch(LOOPBACK, 1000))).isIn(CrawlState.FAILED_PROTOCOL, CrawlState.FAILED_CONNECTION);
        server.answer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\niron");
        assertThat(state(fetch(LOOPBACK, 1000))).isIn(CrawlState.FAILED_PROTOCOL, CrawlState.FAILED_CONNECTION);
    }

    @Test
    void refusesAServerWithoutATrustedCertificate() {
        server.answer("not TLS at all");
        FetchResult result = fetch("https://127.0.0.1:" + server.port() + "/", LOOPBACK, 1000);
        assertThat(state(result)).isEqualTo(CrawlState.FAILED_TLS);
    }

    private FetchResult fetch(List<String> allow, int maxBodyBytes) {
        return fetch(server.url(), allow, maxBodyBytes);
    }

    private static FetchResult fetch(String url, List<String> allow, int maxBodyBytes) {
        try (HttpFetcher fetcher =
                new HttpFetcher(Configs.through("", allow, Duration.ofSeconds(5), "http://127.0.0.1/"), CLOCK)) {
            return fetcher.fetch(url(url), maxBodyBytes);
        }
    }

    private static CrawlUrl url(String text) {
        return CrawlUrl.parse(text).orElseThrow();
    }

    private static FetchResult.Answer answer(FetchResult result) {
        return result.fold(answer -> answer, failure -> {
            throw new AssertionError(failure.toString());
        });
    }

    private static CrawlState state(FetchResult result) {
        return result.fold(answer -> CrawlState.FETCHED, FetchResult.Failure::state);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(UTF_8));
        }
        return packed.toByteArray();
    }

    /** Writes exactly the bytes a test gives it, also such as no HTTP server would. */
    private static final class RawServer implements AutoCloseable {

        private final ServerSocket socket;
        private volatile Behaviour behaviour = client -> {};
        private volatile String request = "";
        private final AtomicInteger connections = new AtomicInteger();

        RawServer() {
            try {
                socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Thread thread = new Thread(this::serve, "raw-server");
            thread.setDaemon(true);
            thread.start();
        }

        int port() {
            return socket.getLocalPort();
        }

        String url() {
            return "http://127.0.0.1:" + port() + "/a?b=c";
        }

        String request() {
            return request;
        }

        int connections() {
            return connections.get();
        }

        void answer(String head) {
            answer(head, new byte[0]);
        }

        void answer(String head, byte[] body) {
            behaviour = client -> {
                client.getOutputStream().write(head.getBytes(UTF_8));
                client.getOutputStream().write(body);
            };
        }

        void answerEndlessly(String head) {
            repeatEndlessly(head, "x".repeat(10_000));
        }

        void repeatEndlessly(String head, String part) {
            byte[] parts = part.repeat(1000).getBytes(UTF_8);
            behaviour = client -> {
                client.getOutputStream().write(head.getBytes(UTF_8));
                while (true) {
                    client.getOutputStream().write(parts);
                }
            };
        }

        void drip(String head) {
            behaviour = client -> {
                client.getOutputStream().write(head.getBytes(UTF_8));
                client.setSoTimeout(50);
                while (true) {
                    client.getOutputStream().write('x');
                    waitForClient(client.getInputStream());
                }
            };
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }

        private void serve() {
            while (!socket.isClosed()) {
                try (Socket client = socket.accept()) {
                    connections.incrementAndGet();
                    byte[] received = new byte[8192];
                    int count = client.getInputStream().read(received);
                    request = new String(received, 0, Math.max(0, count), UTF_8);
                    behaviour.answer(client);
                } catch (IOException e) {
                    request = e.toString(); // the client went away, as some tests want
                }
            }
        }

        private static void waitForClient(InputStream in) throws IOException {
            try {
                if (in.read() < 0) {
                    throw new IOException("client closed");
                }
            } catch (SocketTimeoutException e) {
                return;
            }
        }
    }

    /** What the raw server does with a connection. */
    private interface Behaviour {
        void answer(Socket client) throws IOException;
    }
}
