package io.bloomery.data.crawl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.data.source.ContentEncoding.Outcome;
import io.bloomery.data.url.CrawlUrl;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.ssl.SSLContexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class SecureFetchTest {

    private static final String KEYS = "a-test.p12";
    private static final SSLContext TRUST = SecureServer.trusting("ca.p12");

    @ParameterizedTest
    @CsvSource({"NEGOTIATE, h2", "FORCE_HTTP_1, http/1.1"})
    void speaksWhatTheServerPrefers(HttpVersionPolicy policy, String protocol) {
        try (SecureServer server = new SecureServer(KEYS, policy);
                HttpFetcher fetcher = fetcher(TRUST)) {
            for (int i = 0; i < 3; i++) {
                FetchResult.Answer answer = answer(fetcher.fetch(request(server, "a.test", "/a?b=c")));
                assertThat(new String(answer.body().bytes(), UTF_8)).isEqualTo("<p>iron</p>");
                assertThat(answer.exchange().protocol()).isEqualTo(protocol);
                assertThat(answer.exchange().ipAddress()).isEqualTo("127.0.0.1");
                assertThat(answer.exchange().responseHead()).startsWith("HTTP/1.1 200 ");
                assertThat(answer.exchange().requestHead())
                        .startsWith("GET /a?b=c HTTP/1.1\r\n")
                        .containsIgnoringCase("\r\nHost: a.test:" + server.port() + "\r\n")
                        .containsIgnoringCase("\r\nUser-Agent: bloomery (+ops@example.org)\r\n");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"NEGOTIATE", "FORCE_HTTP_1"})
    void cutsABodyAtTheLimitAndGoesOn(HttpVersionPolicy policy) {
        try (SecureServer server = new SecureServer(KEYS, policy);
                HttpFetcher fetcher = fetcher(TRUST)) {
            FetchResult.Answer whole = answer(fetcher.fetch(request(server, "a.test", "/1000")));
            assertThat(whole.body().outcome()).isEqualTo(Outcome.COMPLETE);
            FetchResult.Answer cut = answer(fetcher.fetch(request(server, "a.test", "/3000000")));
            assertThat(cut.body().outcome()).isEqualTo(Outcome.TOO_LARGE);
            assertThat(cut.body().bytes()).hasSize(1000);
            assertThat(answer(fetcher.fetch(request(server, "a.test", "/5")))
                            .body()
                            .bytes())
                    .hasSize(5);
        }
    }

    @Test
    void asksWithWhatTheServerGaveBefore() {
        try (SecureServer server = new SecureServer(KEYS, HttpVersionPolicy.NEGOTIATE);
                HttpFetcher fetcher = fetcher(TRUST)) {
            FetchRequest plain = request(server, "a.test", "/");
            FetchResult.Answer first = answer(fetcher.fetch(plain));
            assertThat(first.isNotModified()).isFalse();
            assertThat(first.validators()).isEqualTo(new Validators("\"1\"", "Sun, 06 Nov 1994 08:49:37 GMT"));
            FetchResult.Answer again = answer(fetcher.fetch(new FetchRequest(plain.url(), 1000, first.validators())));
            assertThat(again.isNotModified()).isTrue();
            assertThat(again.body().bytes()).isEmpty();
            assertThat(again.exchange().requestHead())
                    .contains("If-None-Match: \"1\"", "If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT");
        }
    }

    @Test
    void refusesACertificateOfAnotherHostAnExpiredOneAndOneOfAStranger() {
        try (SecureServer server = new SecureServer(KEYS, HttpVersionPolicy.NEGOTIATE);
                SecureServer expired = new SecureServer("a-test-expired.p12", HttpVersionPolicy.NEGOTIATE);
                HttpFetcher fetcher = fetcher(TRUST);
                HttpFetcher stranger = fetcher(SSLContexts.createDefault())) {
            assertThat(state(fetcher.fetch(request(server, "b.test", "/")))).isEqualTo(CrawlState.FAILED_TLS);
            assertThat(state(fetcher.fetch(request(expired, "a.test", "/")))).isEqualTo(CrawlState.FAILED_TLS);
            assertThat(state(stranger.fetch(request(server, "a.test", "/")))).isEqualTo(CrawlState.FAILED_TLS);
        }
    }

    private static HttpFetcher fetcher(SSLContext trust) {
        return new HttpFetcher(
                Configs.with(
                        new NetworkConfig(Duration.ofSeconds(5), Duration.ofSeconds(5), "", List.of("127.0.0.0/8")),
                        "http://a.test/"),
                Clock.systemUTC(),
                trust,
                SecureFetchTest::loopback);
    }

    private static InetAddress[] loopback(String host) throws UnknownHostException {
        return new InetAddress[] {InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1})};
    }

    private static FetchRequest request(SecureServer server, String host, String path) {
        return FetchRequest.of(
                CrawlUrl.parse("https://" + host + ":" + server.port() + path).orElseThrow(), 1000);
    }

    private static FetchResult.Answer answer(FetchResult result) {
        return result.fold(answer -> answer, failure -> {
            throw new AssertionError(failure.toString());
        });
    }

    private static CrawlState state(FetchResult result) {
        return result.fold(answer -> CrawlState.FETCHED, FetchResult.Failure::state);
    }
}
