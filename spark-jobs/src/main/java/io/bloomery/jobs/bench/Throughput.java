package io.bloomery.jobs.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * How many items a piece of work got through.
 *
 * @param threads that worked at the same time
 * @param perSecond items of all threads in a second of the clock
 * @param perCoreSecond items in a second of CPU time of the whole process, its garbage collector and compiler included:
 *     the figure that another process on the machine cannot lower
 */
public record Throughput(int threads, double perSecond, double perCoreSecond) {

    private static final double NANOS = 1e9;

    /** Works on the items over and over, first for a warm-up that is not counted, then for a while that is. */
    static <T> Throughput of(List<T> items, Consumer<T> work, int threads, Duration warmUp, Duration counted) {
        run(items, work, threads, warmUp);
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long start = System.nanoTime();
        long done = run(items, work, threads, counted);
        double seconds = (System.nanoTime() - start) / NANOS;
        double cpuSeconds = (system.getProcessCpuTime() - cpu) / NANOS;
        return new Throughput(threads, done / seconds, done / cpuSeconds);
    }

    private static <T> long run(List<T> items, Consumer<T> work, int threads, Duration duration) {
        AtomicLong next = new AtomicLong();
        AtomicLong done = new AtomicLong();
        CountDownLatch finished = new CountDownLatch(threads);
        long end = System.nanoTime() + duration.toNanos();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        for (int i = 0; i < threads; i++) {
            pool.execute(() -> {
                try {
                    while (System.nanoTime() < end) {
                        work.accept(items.get((int) (next.getAndIncrement() % items.size())));
                        done.incrementAndGet();
                    }
                } finally {
                    finished.countDown();
                }
            });
        }
        try {
            finished.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            pool.shutdownNow();
        }
        return done.get();
    }
}
