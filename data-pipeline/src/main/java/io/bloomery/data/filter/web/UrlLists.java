package io.bloomery.data.filter.web;

import io.bloomery.data.match.WordSearch;
import io.bloomery.data.step.Bound;
import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.Rule;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The six ways in which datatrove's filter bans a URL, each with a number of its own. */
record UrlLists(
        Set<String> domains,
        Set<String> urls,
        Set<String> words,
        Set<String> softWords,
        int softWordThreshold,
        WordSearch subwords)
        implements Rule {

    private static final Pattern NO_WORD = Pattern.compile("[^a-zA-Z0-9]++");

    /** A word of a list: lower case, letters and digits only. */
    static String normalized(String word) {
        return NO_WORD.matcher(word).replaceAll("").toLowerCase(Locale.ROOT);
    }

    @Override
    public void apply(Draft draft) {
        PageUrl url = draft.view(PageUrl.VIEW);
        draft.signal("web-domain", one(domains.contains(url.registeredDomain())));
        draft.signal("web-subdomain", one(domains.contains(url.host())));
        draft.signal("web-url", one(urls.contains(url.text())));
        Set<String> wordsOfUrl = new HashSet<>(Arrays.asList(NO_WORD.split(url.text(), -1)));
        draft.signal("web-hard-blacklisted", found(wordsOfUrl, words));
        draft.signal("web-soft-blacklisted", found(wordsOfUrl, softWords));
        draft.signal("web-blacklisted-subword", one(subwords.isIn(normalized(url.text()))));
    }

    @Override
    public List<Limit> limits() {
        return List.of(
                Limit.atMost("web-domain", 0),
                Limit.atMost("web-subdomain", 0),
                Limit.atMost("web-url", 0),
                Limit.atMost("web-hard-blacklisted", 0),
                new Limit("web-soft-blacklisted", "web-soft-blacklisted", Bound.LESS_THAN, softWordThreshold),
                Limit.atMost("web-blacklisted-subword", 0));
    }

    private static double found(Set<String> wordsOfUrl, Set<String> list) {
        return wordsOfUrl.stream().filter(list::contains).count();
    }

    private static double one(boolean found) {
        return found ? 1 : 0;
    }
}
