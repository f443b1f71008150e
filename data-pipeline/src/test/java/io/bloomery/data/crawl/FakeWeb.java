package io.bloomery.data.crawl;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bloomery.data.source.ContentEncoding;
import io.bloomery.data.source.HttpExchange;
import io.bloomery.data.url.CrawlUrl;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A web in memory: the answers to each URL, in order, the last one for ever; 404 for every other URL. */
final class FakeWeb implements Fetcher {

    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final Map<String, Deque<FetchResult>> answers = new HashMap<>();
    private final List<String> requests = new ArrayList<>();

    FakeWeb html(String url, String body) {
        return answer(url, 200, body, "content-type", "text/html");
    }

    FakeWeb answer(String url, int status, String body, String... headers) {
        return add(url, answerOf(url, status, body, headers));
    }

    static FetchResult answerOf(String url, int status, String body, String... headers) {
        Map<String, List<String>> map = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            map.put(headers[i], List.of(headers[i + 1]));
        }
        byte[] bytes = body.getBytes(UTF_8);
        HttpExchange exchange =
                new HttpExchange(url, NOW, "", "GET / HTTP/1.1\r\n\r\n", "HTTP/1.1 " + status + " \r\n\r\n", bytes);
        String encoding = String.join(",", map.getOrDefault("content-encoding", List.of()));
        return new FetchResult.Answer(
                exchange, status, map, ContentEncoding.decode(bytes, encoding, Integer.MAX_VALUE));
    }

    FakeWeb failure(String url, CrawlState state) {
        return add(url, new FetchResult.Failure(state, "made for the test"));
    }

    List<String> requests() {
        return requests;
    }

    @Override
    public FetchResult fetch(FetchRequest request) {
        CrawlUrl url = request.url();
        int maxBodyBytes = request.maxBodyBytes();
        requests.add(url.toString());
        Deque<FetchResult> queue = answers.get(url.toString());
        if (queue == null) {
            return new FakeWeb().answer("x", 404, "").answers.get("x").peek();
        }
        FetchResult result = queue.size() > 1 ? queue.poll() : queue.peek();
        return result.fold(answer -> cut(answer, maxBodyBytes), failure -> failure);
    }

    @Override
    public void close() {}

    private static FetchResult cut(FetchResult.Answer answer, int maxBodyBytes) {
        return new FetchResult.Answer(
                answer.exchange(),
                answer.status(),
                answer.headers(),
                ContentEncoding.decode(answer.exchange().body(), answer.header("content-encoding"), maxBodyBytes));
    }

    private FakeWeb add(String url, FetchResult result) {
        answers.computeIfAbsent(url, key -> new ArrayDeque<>()).add(result);
        return this;
    }
}
