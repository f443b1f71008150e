package io.bloomery.data.crawl.robots;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RobotsPatternTest {

    @ParameterizedTest
    @CsvSource({
        "/fish, /fish.html, true",
        "/fish*, /fish, true",
        "/fish/, /fish, false",
        "/*.php, /a/b.php?c, true",
        "/*.php$, /a.php?c, false",
        "/*.php$, /a.php.php, true",
        "/fish*.php, /fishheads/a.php, true",
        "/$, /, true",
        "/$, /a, false",
        "$, /, false",
        "*, /, true",
        "fish, /fish, false",
        "/a*a$, /a, false",
        "/**//*$, /x//, true"
    })
    void matchesFromTheFirstOctetOn(String pattern, String path, boolean expected) {
        assertThat(RobotsPattern.parse(pattern).matches(path)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void agreesWithARegularExpression(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            String pattern = text(random, "/ab*", 6) + (random.nextBoolean() ? "$" : "");
            String path = text(random, "/ab", 8);
            String end = pattern.endsWith("$") ? "" : ".*";
            String expression = pattern.replace("$", "").replace("*", ".*") + end;
            assertThat(RobotsPattern.parse(pattern).matches(path))
                    .as(pattern + " on " + path)
                    .isEqualTo(path.matches(expression));
        }
    }

    @Test
    @Timeout(value = 5, unit = SECONDS)
    void staysFastOnAPatternMadeToBeSlow() {
        RobotsPattern pattern = RobotsPattern.parse("/" + "*a".repeat(100_000) + "*b$");
        assertThat(pattern.matches("/" + "a".repeat(200_000))).isFalse();
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 10);
    }

    private static String text(Random random, String alphabet, int maxLength) {
        StringBuilder text = new StringBuilder("/");
        for (int i = random.nextInt(maxLength); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
