package io.bloomery.data.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Texts of two kinds that share most of their words, made from a seed. */
final class Texts {

    private static final List<String> SHARED =
            List.of("the", "a", "river", "house", "of", "and", "in", "was", "old", "new");
    private static final List<String> GOOD = List.of("because", "therefore", "theorem", "explains", "evidence");
    private static final List<String> BAD = List.of("click", "buy", "cheap", "subscribe", "winner");

    private Texts() {}

    static List<Example> examples(long seed, int count, double positives) {
        Random random = new Random(seed);
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean positive = random.nextDouble() < positives;
            examples.add(new Example(HashedNgrams.of(text(random, positive)), positive));
        }
        return examples;
    }

    static String text(Random random, boolean positive) {
        List<String> own = positive ? GOOD : BAD;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            List<String> words = random.nextInt(12) == 0 ? own : SHARED;
            text.append(words.get(random.nextInt(words.size()))).append(' ');
        }
        return text.toString();
    }
}
