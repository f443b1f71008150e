package io.bloomery.data.filter.web;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A network rule of Adblock Plus that can be about a page.
 *
 * @param pattern what a URL has to have, lower case unless case counts; {@code *} stands for anything, {@code ^} for a
 *     separator or the end
 * @param atStart whether it has to be at the start of the URL
 * @param atHost whether it has to be at the start of the host or of a label of it
 * @param atEnd whether it has to be at the end
 * @param exception whether it allows what other rules ban
 */
record AdblockRule(
        String pattern, boolean atStart, boolean atHost, boolean atEnd, boolean exception, boolean caseSensitive)
        implements Serializable {

    /** Options that do not keep a rule from pages; every other narrows it to parts of pages or to certain pages. */
    private static final Set<String> OPTIONS_FOR_PAGES =
            Set.of("document", "doc", "all", "important", "match-case", "popup");

    private static final Pattern WILDCARD = Pattern.compile("[*^]");

    /** Reads a line; empty for remarks, rules that hide elements, and rules that are not about pages. */
    static Optional<AdblockRule> of(String line) {
        String rule = line.strip();
        if (rule.isEmpty()
                || rule.startsWith("!")
                || rule.startsWith("[")
                || rule.contains("##")
                || rule.contains("#@#")
                || rule.contains("#?#")) {
            return Optional.empty();
        }
        boolean exception = rule.startsWith("@@");
        rule = exception ? rule.substring(2) : rule;
        int options = rule.lastIndexOf('$');
        Set<String> named = options < 0 ? Set.of() : Set.of(distinct(rule.substring(options + 1)));
        rule = options < 0 ? rule : rule.substring(0, options);
        boolean expression = rule.length() > 1 && rule.startsWith("/") && rule.endsWith("/");
        if (rule.isEmpty() || expression || !OPTIONS_FOR_PAGES.containsAll(named)) {
            return Optional.empty();
        }
        return Optional.of(anchored(rule, exception, named.contains("match-case")));
    }

    private static AdblockRule anchored(String rule, boolean exception, boolean caseSensitive) {
        boolean atHost = rule.startsWith("||");
        boolean atStart = !atHost && rule.startsWith("|");
        boolean atEnd = rule.length() > 2 && rule.endsWith("|");
        String pattern = rule.substring(atHost ? 2 : atStart ? 1 : 0, rule.length() - (atEnd ? 1 : 0));
        String cased = caseSensitive ? pattern : pattern.toLowerCase(Locale.ROOT);
        return new AdblockRule(cased, atStart, atHost, atEnd, exception, caseSensitive);
    }

    private static String[] distinct(String options) {
        return Arrays.stream(options.toLowerCase(Locale.ROOT).split(",", -1))
                .distinct()
                .toArray(String[]::new);
    }

    /** The longest part without wildcards, lower case: a URL that the rule is about has it. */
    String literal() {
        return Arrays.stream(WILDCARD.split(pattern.toLowerCase(Locale.ROOT), -1))
                .reduce("", (longest, part) -> part.length() > longest.length() ? part : longest);
    }

    /** Whether the rule is about a URL. */
    boolean matches(String url) {
        String text = caseSensitive ? url : url.toLowerCase(Locale.ROOT);
        int host = text.indexOf("://") + 3;
        int pathStart = text.indexOf('/', host);
        int last = atStart ? 0 : atHost ? (pathStart < 0 ? text.length() : pathStart) : text.length();
        for (int start = atHost ? host : 0; start <= last; start++) {
            boolean label = !atHost || start == host || text.charAt(start - 1) == '.';
            if (label && matchesAt(text, start)) {
                return true;
            }
        }
        return false;
    }

    /** A star takes as little as it can, and more only where what follows does not match. */
    private boolean matchesAt(String text, int start) {
        int i = start;
        int p = 0;
        int star = -1;
        int starText = 0;
        while (true) {
            if (p == pattern.length() && (!atEnd || i >= text.length())) {
                return true;
            }
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                starText = i;
            } else if (p < pattern.length() && matchesCharacter(text, i, pattern.charAt(p))) {
                i++;
                p++;
            } else if (star >= 0 && starText < text.length()) {
                p = star + 1;
                i = ++starText;
            } else {
                return false;
            }
        }
    }

    private static boolean matchesCharacter(String text, int i, char expected) {
        if (expected == '^') {
            return i >= text.length()
                    || !(Character.isLetterOrDigit(text.charAt(i)) || "_-.%".indexOf(text.charAt(i)) >= 0);
        }
        return i < text.length() && text.charAt(i) == expected;
    }
}
