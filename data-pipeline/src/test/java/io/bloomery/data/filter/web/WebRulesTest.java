package io.bloomery.data.filter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.data.document.Document;
import io.bloomery.data.step.NoResources;
import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.RuleContract;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.RuleSet;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebRulesTest {

    private static final List<String> NONE = List.of();

    @Test
    void keepsTheContractOfRules() throws IOException, ClassNotFoundException {
        WebRules rules = new WebRules(
                urlFilter(),
                substring(true, true, 1, "bad.com"),
                substring(false, true, 1, "bad"),
                substring(false, false, 1, "bad"),
                substring(false, false, 2, "bad", "worse"),
                new LinkBlocklistConfig(List.of("http://a.b/c"), NONE),
                new DomainBlocklistConfig(List.of("a.b"), NONE, true),
                new Ut1Config("", NONE),
                new AdblockConfig(List.of("||bad.com^", "/ad*x/", "|http://q|"), NONE));
        for (RuleFactory factory : rules.factories().values()) {
            RuleContract.verify(factory.create(new NoResources()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://blocked.co.uk/x, web-domain",
        "https://a.blocked.co.uk, web-domain",
        "https://sub.nice.com:8080/, web-subdomain",
        "https://a.sub.nice.com/, keep",
        "https://nice.com/page?q=1, web-url",
        "https://nice.com/page, keep",
        "https://x.com/a-hard-b, web-hard-blacklisted",
        "https://x.com/harder, keep",
        "https://x.com/soft/softer, web-soft-blacklisted",
        "https://x.com/soft/soft, keep",
        "https://x.com/a-su-b-wo.rd, web-blacklisted-subword",
        "'', keep"
    })
    void bansAsDatatroveDoes(String url, String expected) throws IOException {
        assertThat(outcome(urlFilter(), url)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.xxx.com/, drop",
        "https://xxx.com:80/, keep",
        "https://google.com/?q=xxx.com, keep",
        "https://XXX.com, drop"
    })
    void bansExactHosts(String url, String expected) throws IOException {
        UrlSubstringConfig hosts =
                new UrlSubstringConfig(List.of("xxx.com"), "", List.of("www."), 1, true, true, false);
        assertThat(decision(hosts, url)).isEqualTo(expected);
    }

    @Test
    void countsDifferentPartsThatDoNotOverlap() {
        assertThat(BannedParts.of(List.of("badword1", "badword2", "word123"), true)
                        .count("badword123-badword2"))
                .isEqualTo(2);
        assertThat(BannedParts.of(List.of("bad", "badword"), true).count("badword.bad.bad"))
                .isEqualTo(2);
        assertThat(BannedParts.of(List.of("bad"), false).count("badword bad_ bad"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "http://www.example.com/, drop",
        "http://sub.example2.com/, drop",
        "http://xexample.com/, keep",
        "http://wexample.com/, keep",
        "http://user@EXAMPLE3.com.:80/x, drop"
    })
    void readsHostsFiles(String url, String expected) throws IOException {
        RuleFactory rule = new DomainBlocklistConfig(
                List.of("example.com", "0.0.0.0 example2.com", "::1 example3.com"), NONE, true);
        assertThat(decision(rule, url)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "http://casino.example/x, web-ut1-gambling",
        "http://www.a.casino.example, web-ut1-gambling",
        "http://site.example/~bets/page, web-ut1-gambling",
        "http://site.example/~betsy, keep",
        "http://love.example, web-ut1-dating-sites",
        "http://site.example/, keep"
    })
    void readsUt1Folders(String url, String expected) throws IOException {
        Files files = new Files(Map.of(
                "ut1/gambling/domains", "casino.example\n",
                "ut1/gambling/urls", "# remark\nsite.example/~bets\n",
                "ut1/dating_sites/domains", "love.example\n"));
        RuleFactory rule = new Ut1Config("ut1", List.of("gambling", "dating_sites"));
        assertThat(outcome(new RuleSet(List.of(rule.create(files)), true), url)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "http://x.com/-advertisement-icon.gif, drop",
        "http://ads.bad.com/x, drop",
        "http://bad.com, drop",
        "http://notbad.com/, keep",
        "http://bad.com.au/, keep",
        "http://x.com/?u=bad.com/, keep",
        "http://x.com/banner/1/ad.gif, drop",
        "http://x.com/banner/ad.png, keep",
        "http://start.com/x, drop",
        "http://x.com/http://start.com/x, keep",
        "http://x.com/end, drop",
        "http://x.com/ends, keep",
        "http://good.bad.com/, keep",
        "http://only-scripts.com/, keep",
        "http://doc.com/, drop",
        "http://CASE.com/Case, drop",
        "http://x.com/case, keep"
    })
    void readsAdblockRules(String url, String expected) throws IOException {
        RuleFactory rule = new AdblockConfig(
                List.of(
                        "! remark",
                        "[Adblock Plus 2.0]",
                        "x.com##.ad",
                        "-advertisement-icon.",
                        "||bad.com^",
                        "/banner/*/ad.gif",
                        "|http://start.com",
                        "/end|",
                        "@@||good.bad.com^",
                        "||only-scripts.com^$script",
                        "||doc.com^$document",
                        "/Case$match-case",
                        "/.*/"),
                NONE);
        assertThat(decision(rule, url)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a.b/c", "https://A.b/c/", "a.b/c"})
    void comparesLinksWithoutScheme(String url) throws IOException {
        assertThat(decision(new LinkBlocklistConfig(List.of("https://a.b/c/"), NONE), url))
                .isEqualTo("drop");
    }

    @Test
    void readsListsFromFiles() throws IOException {
        Files files = new Files(Map.of("hosts", "# remark\n\nbad.com\n"));
        RuleFactory rule = new DomainBlocklistConfig(NONE, List.of("hosts"), false);
        assertThat(outcome(new RuleSet(List.of(rule.create(files)), true), "http://bad.com/"))
                .isEqualTo("web-domain-blocklist");
    }

    private static UrlFilterConfig urlFilter() {
        return new UrlFilterConfig(
                2,
                List.of("blocked.co.uk", "sub.nice.com"),
                NONE,
                List.of("https://nice.com/page?q=1"),
                NONE,
                List.of("Hard"),
                NONE,
                List.of("sub-word"),
                NONE,
                List.of("soft", "softer"),
                NONE);
    }

    private static UrlSubstringConfig substring(boolean exact, boolean inside, int banned, String... parts) {
        return new UrlSubstringConfig(List.of(parts), "", NONE, banned, exact, inside, false);
    }

    private static String decision(RuleFactory rule, String url) throws IOException {
        return outcome(rule, url).equals("keep") ? "keep" : "drop";
    }

    private static String outcome(RuleFactory rule, String url) throws IOException {
        return outcome(new RuleSet(List.of(rule.create(new NoResources())), true), url);
    }

    private static String outcome(RuleSet rules, String url) {
        return rules.apply(Document.of("id", url, "text")).fold(kept -> "keep", dropped -> dropped.rule());
    }

    private record Files(Map<String, String> contents) implements ResourceReader {

        @Override
        public InputStream open(String path) throws FileNotFoundException {
            if (!contents.containsKey(path)) {
                throw new FileNotFoundException(path);
            }
            return new ByteArrayInputStream(contents.get(path).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public List<String> files(String path) {
            return contents.keySet().stream()
                    .filter(file -> file.startsWith(path + "/") || file.equals(path))
                    .sorted()
                    .toList();
        }
    }
}
