package io.bloomery.data.crawl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.data.source.HttpExchange;
import io.bloomery.data.source.Revisit;
import io.bloomery.data.source.WarcPosition;
import io.bloomery.data.url.CrawlUrl;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class VisitLoopTest {

    private static final int HOSTS = 20;
    private static final int PAGES = 30;

    @Test
    void visitsEveryUrlOfEveryHostOnceAndNoHostTwiceAtATime() throws Exception {
        CountingWeb web = new CountingWeb();
        Log log = new Log();
        new VisitLoop(web, 8, Clock.systemUTC()).run(visits(log));
        assertThat(log.visited).hasSize(HOSTS * PAGES).doesNotHaveDuplicates();
        assertThat(log.over).hasSize(HOSTS).doesNotHaveDuplicates();
        assertThat(web.collisions).hasValue(0);
        assertThat(web.mostAtOnce).hasValueBetween(2, 8);
    }

    @Test
    void endsWithWhatAVisitThrows() {
        Log broken = new Log() {
            @Override
            public WarcPosition page(HttpExchange exchange, Map<String, String> facts) throws IOException {
                throw new IOException("disk full");
            }
        };
        assertThatThrownBy(() -> new VisitLoop(new CountingWeb(), 4, Clock.systemUTC()).run(visits(broken)))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("disk full");
    }

    @Test
    void hasNothingToDoWithoutVisits() throws Exception {
        new VisitLoop(new CountingWeb(), 4, Clock.systemUTC()).run(List.of());
    }

    private static List<HostVisit> visits(VisitLog log) {
        List<HostVisit> visits = new ArrayList<>();
        for (int host = 0; host < HOSTS; host++) {
            String[] urls = new String[PAGES];
            for (int page = 0; page < PAGES; page++) {
                urls[page] = "http://" + host + ".test/" + page;
            }
            visits.add(new HostVisit(
                    VisitSetting.of(Configs.of(urls), Clock.systemUTC(), log),
                    HostRecord.unvisited(host + ".test"),
                    HostPlan.of(VisitScript.urls(urls))));
        }
        return visits;
    }

    /** Notices requests to a host that is being asked. */
    private static final class CountingWeb implements Fetcher {

        private final CountDownLatch another = new CountDownLatch(2);
        private final AtomicInteger collisions = new AtomicInteger();
        private final AtomicInteger mostAtOnce = new AtomicInteger();
        private final Set<String> asked = ConcurrentHashMap.newKeySet();

        @Override
        public FetchResult fetch(FetchRequest request) {
            CrawlUrl url = request.url();
            if (!asked.add(url.host())) {
                collisions.incrementAndGet();
            }
            mostAtOnce.accumulateAndGet(asked.size(), Math::max);
            FetchResult result = new FakeWeb().html(url.toString(), "<p>" + url).fetch(request);
            waitForAnother();
            asked.remove(url.host());
            return result;
        }

        @Override
        public void close() {}

        private void waitForAnother() {
            another.countDown();
            try {
                assertThat(another.await(1, TimeUnit.MINUTES)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Notes what was visited. */
    private static class Log implements VisitLog {

        private final ConcurrentLinkedQueue<String> visited = new ConcurrentLinkedQueue<>();
        private final List<String> over = Collections.synchronizedList(new ArrayList<>());

        @Override
        public WarcPosition page(HttpExchange exchange, Map<String, String> facts) throws IOException {
            return new WarcPosition("a", 0, 1, 1, "urn:uuid:0", "sha1:A");
        }

        @Override
        public WarcPosition revisit(HttpExchange exchange, Revisit revisit) {
            throw new UnsupportedOperationException("there was no earlier visit");
        }

        @Override
        public WarcPosition robots(HttpExchange exchange) {
            return new WarcPosition("r", 0, 1, 1, "urn:uuid:0", "sha1:A");
        }

        @Override
        public void visited(PlannedUrl planned, CrawlOutcome outcome) {
            if (outcome.state() == CrawlState.FETCHED) {
                visited.add(outcome.target().url().toString());
            }
        }

        @Override
        public void learned(HostRecord host) {}

        @Override
        public void over(HostRecord host) {
            over.add(host.host());
        }
    }
}
