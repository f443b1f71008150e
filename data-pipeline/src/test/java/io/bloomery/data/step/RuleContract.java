package io.bloomery.data.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.bloomery.data.document.Document;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** What every rule promises: no text makes it throw, the same text gets the same verdict, also after serialization. */
public final class RuleContract {

    private static final int SEEDS = 25;
    private static final String ALPHABET =
            "ab e\u0301\u00e9 \n\n.,#-* \u2026\u2022\t\r\u0000\u00a0\u200b\u4e2d\u6587\u3042\u0e01\u0e33\ud83d\ude00\ud800\udc00\ufffe";

    private RuleContract() {}

    /** Fails unless the rule keeps the contract on hostile and on seeded random texts. */
    public static void verify(Rule rule) throws IOException, ClassNotFoundException {
        Rule copy = copyOf(rule);
        for (String text : Stream.concat(hostile().stream(), random()).toList()) {
            Document document = Document.of("id", "http://example.org/", text);
            RuleSet rules = new RuleSet(List.of(rule), true);
            assertThatCode(() -> rules.apply(document)).doesNotThrowAnyException();
            Verdict verdict = rules.apply(document);
            assertThat(rules.apply(document)).isEqualTo(verdict);
            assertThat(new RuleSet(List.of(copy), true).apply(document)).isEqualTo(verdict);
            assertThat(rules.rescore(verdict.document())).isEqualTo(verdict);
            assertThat(verdict.document().signals().values()).allMatch(Double::isFinite);
            assertThat(rule.signals()).containsAll(verdict.document().signals().keySet());
        }
    }

    private static Rule copyOf(Rule rule) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(rule);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (Rule) in.readObject();
        }
    }

    private static List<String> hostile() {
        return List.of(
                "",
                " \n\t\n ",
                "\n".repeat(1000),
                "\ud83d\ude00",
                "\ud800",
                "\udc00\ud800",
                "e\u0301".repeat(500),
                "\u0301\u0301",
                "x".repeat(1_000_000),
                "word ".repeat(200_000),
                "\u4e2d".repeat(50_000),
                "#...#\u2026".repeat(1000),
                "- \n\u2022\n".repeat(1000));
    }

    private static Stream<String> random() {
        return Stream.iterate(1, seed -> seed + 1).limit(SEEDS).map(seed -> text(new Random(seed)));
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(2000); i > 0; i--) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}
