package io.bloomery.data.crawl;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Visits many hosts at once with few threads: whichever host is due next gets the next free one.
 *
 * <p>A host that pauses occupies no thread, only a place in a queue ordered by time; a host is in the hands of one thread
 * at a time.
 */
public final class VisitLoop {

    private final Fetcher fetcher;
    private final int requestsAtOnce;
    private final Clock clock;

    /**
     * A loop over one fetcher.
     *
     * @param requestsAtOnce threads, at least 1: hosts that are asked at the same time
     * @param clock must never go back
     */
    public VisitLoop(Fetcher fetcher, int requestsAtOnce, Clock clock) {
        this.fetcher = requireNonNull(fetcher, "fetcher");
        this.requestsAtOnce = requestsAtOnce;
        this.clock = requireNonNull(clock, "clock");
    }

    /**
     * Goes on until every visit is over.
     *
     * @throws InterruptedException where this thread is interrupted; requests under way are abandoned
     * @throws ExecutionException with what a visit threw; the other visits are abandoned
     */
    public void run(Collection<HostVisit> visits) throws InterruptedException, ExecutionException {
        DelayQueue<Turn> queue = new DelayQueue<>();
        visits.forEach(visit -> queue.add(new Turn(Optional.of(visit), visit.readyAt())));
        AtomicInteger open = new AtomicInteger(visits.size());
        int workers = Math.min(requestsAtOnce, visits.size());
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            ExecutorCompletionService<Void> done = new ExecutorCompletionService<>(threads);
            for (int i = 0; i < workers; i++) {
                done.submit(() -> work(queue, open), null);
            }
            for (int i = 0; i < workers; i++) {
                done.take().get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void work(DelayQueue<Turn> queue, AtomicInteger open) {
        try {
            Optional<HostVisit> visit = queue.take().visit;
            while (visit.isPresent()) {
                if (step(visit.get())) {
                    queue.add(new Turn(visit, visit.get().readyAt()));
                } else if (open.decrementAndGet() == 0) {
                    queue.add(new Turn(Optional.empty(), Instant.EPOCH));
                }
                visit = queue.take().visit;
            }
            queue.add(new Turn(Optional.empty(), Instant.EPOCH)); // for the next worker
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One request of a host; false where there is none. */
    private boolean step(HostVisit visit) {
        Optional<FetchRequest> request = visit.next();
        request.ifPresent(due -> {
            Instant started = clock.instant();
            visit.accept(fetcher.fetch(due), started);
        });
        return request.isPresent();
    }

    /** A visit and when it is due; without a visit: there is nothing more to do. */
    private final class Turn implements Delayed {

        private final Optional<HostVisit> visit;
        private final Instant due;

        Turn(Optional<HostVisit> visit, Instant due) {
            this.visit = visit;
            this.due = due;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(clock.instant().until(due, ChronoUnit.NANOS), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return due.compareTo(((Turn) other).due);
        }
    }
}
