package io.bloomery.data.crawl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.data.url.CrawlUrl;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlTrapsTest {

    private final UrlTraps traps = new UrlTraps(new TrapConfig(5, 2, 3, List.of("jsessionid", "sid")));

    @ParameterizedTest
    @CsvSource({
        "/, false",
        "/a/b/c/d/e, false",
        "/a/b/c/d/e/f, true",
        "/a/x/a, false",
        "/a/x/a/y/a, true",
        "/01/01/01/01/01, false",
        "/a?b=c&d=e&f=g, false",
        "/a?b=c&d=e&f=g&h=i, true",
        "/a?b=c&b=c&b=d, false",
        "/a?b=c&b=c&b=c, true",
        "/calendar/2026/11/22, false",
        "/calendar/2099/12, false",
        "/calendar/2100/1, true",
        "/calendar?month=1969-12, true",
        "/calendar?month=1970-01, false",
        "/events?date=2150-01-31, true",
        "/part/4711/17, false",
        "/part/0001/12345, false",
        "/part-2150-01x, false"
    })
    void knowsATrapByItsUrl(String path, boolean trap) {
        assertThat(traps.isTrap(url("http://a.test" + path))).isEqualTo(trap);
    }

    @ParameterizedTest
    @CsvSource({
        "/a;jsessionid=0123456789ABCDEF, /a",
        "/a;JSessionId=0123456789ABCDEF.node1!x?b=c, /a?b=c",
        "/a;v=1;jsessionid=0123456789ABCDEF/b, /a;v=1;jsessionid=0123456789ABCDEF/b",
        "/a?sid=0123456789abcdef&b=c, /a?b=c",
        "/a?b=c&SID=0123456789abcdef, /a?b=c",
        "/a?sid=0123456789abcdef, /a",
        "/a?sid=0123456789abcde, /a?sid=0123456789abcde",
        "/story?sid=17, /story?sid=17",
        "/a?b=c&&d, /a?b=c&&d",
        "/a?rest=0123456789abcdef, /a?rest=0123456789abcdef"
    })
    void takesSessionsOffAndNothingElse(String path, String expected) {
        assertThat(traps.withoutSession(url("http://a.test" + path))).isEqualTo(url("http://a.test" + expected));
    }

    @Test
    void judgesAUrlAtOnceHoweverLongItIs() {
        String path = IntStream.range(0, 300).mapToObj(i -> "x=" + i).collect(Collectors.joining("&", "/a?", ""));
        assertThat(traps.isTrap(url("http://a.test" + path))).isTrue();
    }

    @Test
    void refusesLimitsThatLetNothingThrough() {
        assertThatThrownBy(() -> new TrapConfig(0, 1, 1, List.of()))
                .hasMessage("max-segments must be positive but is 0");
        assertThatThrownBy(() -> new TrapConfig(1, 1, 1, List.of("Sid")))
                .hasMessage("session-parameters must be names in lower case but one is 'Sid'");
    }

    private static CrawlUrl url(String text) {
        return CrawlUrl.parse(text).orElseThrow();
    }
}
