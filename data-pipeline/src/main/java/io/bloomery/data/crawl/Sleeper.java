package io.bloomery.data.crawl;

import java.time.Duration;

/** Waits; tests count instead. */
@FunctionalInterface
public interface Sleeper {

    void sleep(Duration duration) throws InterruptedException;
}
