package io.bloomery.data.crawl;

import java.io.Serializable;
import java.time.Duration;

/**
 * HOCON: {@code crawl.politeness.parking}; what becomes of a host that fails or asks for a long pause.
 *
 * @param afterFailures {@code after-failures}: URLs of a host that may fail in a row before it is parked
 * @param pause {@code pause}: how long it is left alone the first time; doubled each further time
 * @param longest {@code longest}: longest pause, also of those that Retry-After can ask for
 * @param times {@code times}: how often in a row a host may be parked before it is given up
 */
public record Parking(int afterFailures, Duration pause, Duration longest, int times) implements Serializable {

    private static final int MAX_TIMES = 30;

    public Parking {
        if (afterFailures < 1) {
            throw new IllegalArgumentException("after-failures must be positive but is " + afterFailures);
        }
        if (pause.isNegative() || pause.isZero()) {
            throw new IllegalArgumentException("pause must be positive but is " + pause);
        }
        if (longest.compareTo(pause) < 0) {
            throw new IllegalArgumentException("longest must be at least pause but is " + longest);
        }
        if (times < 0 || times > MAX_TIMES) {
            throw new IllegalArgumentException("times must be in [0, " + MAX_TIMES + "] but is " + times);
        }
    }
}
