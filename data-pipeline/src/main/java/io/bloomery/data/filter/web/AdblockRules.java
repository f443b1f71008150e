package io.bloomery.data.filter.web;

import io.bloomery.data.match.WordSearch;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Many adblock rules, of which only those are tried whose longest literal part a URL has. */
final class AdblockRules implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST_URL = 4096; // what follows is not looked at

    private final Map<String, List<AdblockRule>> byLiteral = new HashMap<>();
    private final WordSearch literals;

    AdblockRules(List<String> lines) {
        for (String line : lines) {
            AdblockRule.of(line).ifPresent(rule -> byLiteral
                    .computeIfAbsent(rule.literal(), unseen -> new ArrayList<>())
                    .add(rule));
        }
        literals = WordSearch.of(byLiteral.keySet());
    }

    /** Whether a rule bans a URL and none allows it. */
    boolean ban(String url) {
        String text = url.substring(0, Math.min(url.length(), LONGEST_URL));
        return matches(text, false) && !matches(text, true);
    }

    private boolean matches(String url, boolean exception) {
        String lower = url.toLowerCase(Locale.ROOT);
        return anyMatches("", url, exception)
                || literals.find(lower, (start, end) -> anyMatches(lower.substring(start, end), url, exception));
    }

    private boolean anyMatches(String literal, String url, boolean exception) {
        return byLiteral.getOrDefault(literal, List.of()).stream()
                .anyMatch(rule -> rule.exception() == exception && rule.matches(url));
    }
}
