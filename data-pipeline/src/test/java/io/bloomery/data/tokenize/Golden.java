package io.bloomery.data.tokenize;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The files in {@code src/test/resources/tokenize}. */
final class Golden {

    private Golden() {}

    static byte[] bytes(String name) {
        try (InputStream stream = Golden.class.getResourceAsStream("/tokenize/" + name)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static BytePairModel model() {
        return TokenizerJson.read(bytes("trained-by-tokenizers.json"), "golden");
    }

    static Map<String, Long> wordCounts() {
        Map<String, Long> counts = new HashMap<>();
        String corpus = new String(bytes("corpus.txt"), StandardCharsets.UTF_8);
        WordSplitter.split(corpus, word -> counts.merge(word, 1L, Long::sum));
        return counts;
    }
}
