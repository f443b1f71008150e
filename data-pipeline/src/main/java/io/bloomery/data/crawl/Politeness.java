package io.bloomery.data.crawl;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Duration;

/**
 * HOCON: {@code crawl.politeness}; how the crawler behaves towards those it visits.
 *
 * @param userAgent {@code user-agent}: product token, also the name looked for in robots.txt
 * @param contact {@code contact}: URL or e-mail address in the User-Agent header, for those who want to complain
 * @param minDelay {@code min-delay}: pause between two requests to a host
 * @param maxDelay {@code max-delay}: longest pause that robots.txt can ask for, and longest between two tries; a
 *     host whose robots.txt asks for more is left alone
 * @param delayFactor {@code delay-factor}: the pause after an answer is at least so many times as long as the answer took,
 *     up to {@code max-delay}
 * @param retries {@code retries}: further tries after 429, 500 to 599 or a broken connection
 * @param parking {@code parking}
 * @param honourOptOuts {@code honour-opt-outs}: leave out pages that reserve themselves from training
 */
public record Politeness(
        String userAgent,
        String contact,
        Duration minDelay,
        Duration maxDelay,
        double delayFactor,
        int retries,
        Parking parking,
        boolean honourOptOuts)
        implements Serializable {

    private static final int MAX_RETRIES = 10;
    private static final double MAX_FACTOR = 100;

    public Politeness {
        if (!userAgent.matches("[a-zA-Z_-]{1,64}")) {
            throw new IllegalArgumentException(
                    "user-agent must be a product token of letters, '-' and '_' (RFC 9309) but is '" + userAgent + "'");
        }
        requireNonNull(contact, "contact");
        if (!contact.chars().allMatch(c -> c > ' ' && c < 127 && c != '(' && c != ')')) {
            throw new IllegalArgumentException("contact must be a URL or an e-mail address but is '" + contact + "'");
        }
        if (minDelay.isNegative()) {
            throw new IllegalArgumentException("min-delay must not be negative but is " + minDelay);
        }
        if (maxDelay.compareTo(minDelay) < 0) {
            throw new IllegalArgumentException("max-delay must be at least min-delay but is " + maxDelay);
        }
        if (retries < 0 || retries > MAX_RETRIES) {
            throw new IllegalArgumentException("retries must be in [0, " + MAX_RETRIES + "] but is " + retries);
        }
        if (!(delayFactor >= 0 && delayFactor <= MAX_FACTOR)) {
            throw new IllegalArgumentException("delay-factor must be in [0, " + MAX_FACTOR + "] but is " + delayFactor);
        }
        requireNonNull(parking, "parking");
    }

    /** The User-Agent header. */
    public String userAgentHeader() {
        return contact.isEmpty() ? userAgent : userAgent + " (+" + contact + ")";
    }
}
