package io.bloomery.data.crawl;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.source.ContentEncoding.Decoded;
import io.bloomery.data.source.HttpExchange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What came of one request. */
public sealed interface FetchResult {

    /** Handles every case; Java 17 has no exhaustive switch over sealed types, and this is one. */
    <R> R fold(Function<Answer, R> answer, Function<Failure, R> failure);

    /**
     * The server answered.
     *
     * @param exchange the messages as they are archived
     * @param headers the response's headers by lower-case name
     * @param body the body without its content encoding, cut where it was too large
     */
    record Answer(HttpExchange exchange, int status, Map<String, List<String>> headers, Decoded body)
            implements FetchResult {
        private static final int NOT_MODIFIED = 304;

        public Answer {
            requireNonNull(exchange, "exchange");
            headers = Map.copyOf(headers);
            requireNonNull(body, "body");
        }

        /** The first value of a header; empty where there is none. */
        public String header(String name) {
            return headers(name).stream().findFirst().orElse("");
        }

        /** All values of a header, in order. */
        public List<String> headers(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        }

        /** Whether the page is what it was when the validators of the request were given out (status 304). */
        public boolean isNotModified() {
            return status == NOT_MODIFIED;
        }

        /** What to ask with next time. */
        public Validators validators() {
            return new Validators(header("etag"), header("last-modified"));
        }

        /** How long the server asks to be left alone, from now on (RFC 9110, 10.2.3); never negative. */
        public Optional<Duration> retryAfter(Instant now) {
            return HttpDate.retryAfter(header("retry-after"), now);
        }

        @Override
        public <R> R fold(Function<Answer, R> answer, Function<Failure, R> failure) {
            return answer.apply(this);
        }
    }

    /**
     * No answer came.
     *
     * @param state one of the {@code FAILED_} states or {@link CrawlState#REFUSED_ADDRESS}
     */
    record Failure(CrawlState state, String detail) implements FetchResult {
        public Failure {
            requireNonNull(state, "state");
            requireNonNull(detail, "detail");
        }

        @Override
        public <R> R fold(Function<Answer, R> answer, Function<Failure, R> failure) {
            return failure.apply(this);
        }
    }
}
