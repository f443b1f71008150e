package io.bloomery.data.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.data.url.CrawlUrl;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RobotsDialogueTest {

    private static final Instant NOW = FakeWeb.NOW;
    private static final CrawlUrl PAGE = url("http://a.test/open");
    private static final CrawlUrl SECRET = url("http://a.test/secret");
    private static final String RULES = "User-agent: *\nDisallow: /secret";

    @ParameterizedTest
    @ValueSource(ints = {200, 203, 299})
    void readsAFileThatIsThere(int status) {
        RobotsRules rules = ask(answer(status, RULES)).read(PAGE, "bot");
        assertThat(rules.isAllowed(PAGE)).isTrue();
        assertThat(rules.isAllowed(SECRET)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {304, 399, 400, 401, 403, 404, 410, 428, 430, 451, 499})
    void allowsEverythingWhereThereIsNoFile(int status) {
        assertThat(ask(answer(status, RULES)).read(PAGE, "bot").isAllowed(SECRET))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 599})
    void allowsNothingWhereTheServerFails(int status) {
        assertThat(ask(answer(status, RULES)).read(PAGE, "bot").isAllowed(PAGE)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = CrawlState.class,
            names = {"FAILED_DNS", "FAILED_CONNECTION", "FAILED_TLS", "FAILED_TIMEOUT", "FAILED_PROTOCOL"})
    void allowsNothingWhereTheNetworkFails(CrawlState state) {
        RobotsCopy copy = ask(new FetchResult.Failure(state, "down"));
        assertThat(copy.read(PAGE, "bot").isAllowed(PAGE)).isFalse();
        assertThat(copy.isFresh(NOW.plus(Duration.ofMinutes(59)))).isTrue();
        assertThat(copy.isFresh(NOW.plus(Duration.ofMinutes(60)))).isFalse();
    }

    @Test
    void allowsNothingWhereTheFileCannotBeDecoded() {
        FetchResult broken = FakeWeb.answerOf("http://a.test/robots.txt", 200, RULES, "content-encoding", "deflate");
        assertThat(ask(broken).read(PAGE, "bot").isAllowed(PAGE)).isFalse();
    }

    @Test
    void followsFiveRedirectsAcrossHostsAndNoMore() {
        RobotsDialogue dialogue = new RobotsDialogue(PAGE);
        for (int hop = 1; hop <= 5; hop++) {
            assertThat(dialogue.accept(redirect("http://b.test/" + hop), NOW)).isEmpty();
            assertThat(dialogue.next()).isEqualTo(url("http://b.test/" + hop));
        }
        RobotsCopy copy = dialogue.accept(answer(200, RULES), NOW).orElseThrow();
        assertThat(copy.origin()).isEqualTo("http://a.test");
        assertThat(copy.read(PAGE, "bot").isAllowed(SECRET)).isFalse();
    }

    @Test
    void takesTheSixthRedirectForNoFile() {
        RobotsDialogue dialogue = new RobotsDialogue(PAGE);
        for (int hop = 1; hop <= 5; hop++) {
            assertThat(dialogue.accept(redirect("/" + hop), NOW)).isEmpty();
        }
        assertThat(dialogue.accept(redirect("/6"), NOW).orElseThrow().kind()).isEqualTo(RobotsCopy.Kind.ABSENT);
    }

    @Test
    void usesACopyForADayAndLongerWhileTheFileIsOutOfReach() {
        RobotsCopy copy = ask(answer(200, RULES));
        assertThat(copy.isFresh(NOW.plus(Duration.ofHours(24)).minusMillis(1))).isTrue();
        Instant late = NOW.plus(Duration.ofDays(31));
        assertThat(copy.isFresh(late)).isFalse();
        RobotsCopy kept = new RobotsDialogue(PAGE, Optional.of(copy))
                .accept(answer(503, ""), late)
                .orElseThrow();
        assertThat(kept.read(PAGE, "bot").isAllowed(PAGE)).isTrue();
        assertThat(kept.read(PAGE, "bot").isAllowed(SECRET)).isFalse();
        assertThat(kept.fetched()).isEqualTo(NOW);
        assertThat(kept.isFresh(late.plus(Duration.ofMinutes(59)))).isTrue();
        assertThat(kept.isFresh(late.plus(Duration.ofHours(1)))).isFalse();
    }

    @Test
    void keepsNoCopyOfAHostThatMovedToAForbiddenAddress() {
        RobotsCopy moved = new RobotsDialogue(PAGE, Optional.of(ask(answer(404, ""))))
                .accept(new FetchResult.Failure(CrawlState.REFUSED_ADDRESS, "10.0.0.1"), NOW)
                .orElseThrow();
        assertThat(moved.kind()).isEqualTo(RobotsCopy.Kind.REFUSED_ADDRESS);
    }

    private static RobotsCopy ask(FetchResult result) {
        return new RobotsDialogue(PAGE).accept(result, NOW).orElseThrow();
    }

    private static FetchResult answer(int status, String body) {
        return FakeWeb.answerOf("http://a.test/robots.txt", status, body);
    }

    private static FetchResult redirect(String location) {
        return FakeWeb.answerOf("http://a.test/robots.txt", 301, "", "location", location);
    }

    private static CrawlUrl url(String text) {
        return CrawlUrl.parse(text).orElseThrow();
    }
}
