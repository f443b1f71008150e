package io.bloomery.data.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.data.source.ContentEncoding.Outcome;
import io.bloomery.data.url.CrawlUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(20)
class FaultTest {

    private static final Duration WHOLE = Duration.ofSeconds(2);
    private static final int MAX_BODY = 1_000_000;

    private static FaultServer server;
    private static HttpFetcher fetcher;

    @BeforeAll
    static void start() {
        server = new FaultServer();
        CrawlConfig config = Configs.with(
                new NetworkConfig(WHOLE, Duration.ofSeconds(1), "", List.of("127.0.0.0/8")), "http://127.0.0.1/");
        fetcher = new HttpFetcher(config, Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        fetcher.close();
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void endsInItsStateInTime(Fault fault) {
        long start = System.nanoTime();
        FetchResult result = fetch(fault.path());
        assertThat(state(result)).as(result.toString()).isEqualTo(fault.state());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(WHOLE.plusSeconds(3));
        assertThat(state(nextPage())).as("the next request to the host").isEqualTo(CrawlState.FETCHED);
    }

    @Test
    void putsNoLineOfAServerIntoTheArchive() {
        FetchResult.Answer answer = (FetchResult.Answer) fetch(Fault.STRAY_LINE_END_IN_HEADER.path());
        assertThat(answer.exchange().responseHead().lines().map(line -> line.split(":", 2)[0]))
                .doesNotContain("Set-Cookie");
    }

    @Test
    void waitsNoLongerForAConnectionThanForAnythingElse() throws IOException {
        List<Socket> fill = new ArrayList<>();
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            while (isAccepted(deaf, fill)) { // by the system, on behalf of a program that accepts nothing
                assertThat(fill).hasSizeLessThan(100);
            }
            CrawlUrl url = CrawlUrl.parse("http://127.0.0.1:" + deaf.getLocalPort() + "/")
                    .orElseThrow();
            assertThat(state(fetcher.fetch(url, MAX_BODY))).isEqualTo(CrawlState.FAILED_TIMEOUT);
        } finally {
            for (Socket socket : fill) {
                socket.close();
            }
        }
    }

    /** The connection that the fault came over may turn out to be closed only now. */
    private static FetchResult nextPage() {
        FetchResult first = fetch("/");
        return state(first) == CrawlState.FAILED_CONNECTION ? fetch("/") : first;
    }

    private static boolean isAccepted(ServerSocket deaf, List<Socket> fill) throws IOException {
        Socket socket = new Socket();
        fill.add(socket);
        try {
            socket.connect(deaf.getLocalSocketAddress(), 100);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    private static FetchResult fetch(String path) {
        return fetcher.fetch(CrawlUrl.parse(server.url(path)).orElseThrow(), MAX_BODY);
    }

    /** As the crawl judges an answer, as far as the fetcher decides it. */
    private static CrawlState state(FetchResult result) {
        return result.fold(
                answer -> {
                    if (answer.body().outcome() != Outcome.COMPLETE) {
                        return answer.body().outcome() == Outcome.TOO_LARGE
                                ? CrawlState.TOO_LARGE
                                : CrawlState.BAD_ENCODING;
                    }
                    int status = answer.status();
                    if (status >= 300 && status < 400) {
                        boolean leads = !answer.header("location").isEmpty()
                                && CrawlUrl.parse(server.url("/"))
                                        .orElseThrow()
                                        .resolve(answer.header("location"))
                                        .isPresent();
                        return leads ? CrawlState.REDIRECTED : CrawlState.REFUSED_BY_SERVER;
                    }
                    return status >= 500 ? CrawlState.SERVER_ERROR : CrawlState.FETCHED;
                },
                FetchResult.Failure::state);
    }
}
