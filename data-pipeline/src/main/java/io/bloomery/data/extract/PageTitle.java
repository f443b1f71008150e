package io.bloomery.data.extract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The title of a page without the name of its site.
 *
 * <p>The heading that its declared title repeats, else the first heading that has much in common with that, else the
 * declared title up to the separator before the name of the site.
 */
final class PageTitle {

    private static final int MAX_CHARACTERS = 1000;
    private static final int LEAST_WORDS = 3;
    private static final double IN_COMMON = 0.5;
    private static final int MOST_WORDS_OF_A_SITE = 4;
    private static final String SEPARATORS = "|-\u2013\u2014\u00B7\u2022\u00BB\u203A";

    private final String title;
    private final List<List<String>> declared;
    private final List<String> headings;
    private final List<String> site;

    /**
     * Prepares to choose.
     *
     * @param declared the title element's text first, then others that the page declares; not empty, may hold empty texts
     * @param headings headings of the top level, in the order of the page
     * @param siteName empty where unknown
     */
    PageTitle(List<String> declared, List<String> headings, String siteName) {
        List<String> titles = declared.stream().map(PageTitle::bounded).toList();
        this.title = titles.stream().filter(text -> !text.isEmpty()).findFirst().orElse("");
        this.declared = titles.stream().map(Words::of).toList();
        this.site = Words.of(bounded(siteName));
        this.headings = headings.stream()
                .map(heading -> withoutAnchor(bounded(heading)))
                .filter(heading ->
                        !Words.of(heading).isEmpty() && !Words.of(heading).equals(site))
                .toList();
    }

    String text() {
        String repeated = repeatedHeading();
        if (!repeated.isEmpty()) {
            return repeated;
        }
        return headings.stream().limit(1).filter(this::resembles).findFirst().orElseGet(this::withoutSite);
    }

    /** The longest heading that a declared title holds, but for one that only names the site at its end. */
    private String repeatedHeading() {
        List<Integer> ends = separators(title);
        List<String> last = ends.isEmpty() ? List.of() : Words.of(title.substring(ends.get(ends.size() - 1)));
        String longest = "";
        for (String heading : headings) {
            List<String> words = Words.of(heading);
            boolean repeated = declared.stream().anyMatch(text -> holds(text, words));
            if (repeated
                    && !words.equals(last)
                    && words.size() > Words.of(longest).size()) {
                longest = heading;
            }
        }
        return longest;
    }

    private boolean resembles(String heading) {
        Set<String> words = new HashSet<>(Words.of(heading));
        long common = words.stream()
                .filter(word -> declared.stream().anyMatch(text -> text.contains(word)))
                .count();
        return title.isEmpty() || (words.size() >= LEAST_WORDS && common >= words.size() * IN_COMMON);
    }

    private String withoutSite() {
        List<Integer> at = separators(title);
        if (at.isEmpty()) {
            return title;
        }
        int bar = at.stream().filter(i -> title.charAt(i) == '|').findFirst().orElse(-1);
        int last = at.get(at.size() - 1);
        if (bar > 0 && title.charAt(last) == '|') {
            return title.substring(0, bar).strip();
        }
        List<String> tail = Words.of(title.substring(last));
        List<String> head = Words.of(title.substring(0, at.get(0)));
        if (!site.isEmpty() && head.equals(site)) {
            return title.substring(at.get(0) + 1).strip();
        }
        boolean namesSite = site.isEmpty()
                ? tail.size() <= MOST_WORDS_OF_A_SITE
                        && tail.size() < Words.of(title.substring(0, last)).size()
                : site.containsAll(tail) || tail.containsAll(site);
        return namesSite ? title.substring(0, last).strip() : title;
    }

    /** Where separators stand between spaces; bars also without. */
    private static List<Integer> separators(String text) {
        List<Integer> found = new ArrayList<>();
        for (int i = 1; i < text.length() - 1; i++) {
            boolean apart = text.charAt(i) == '|' || (text.charAt(i - 1) == ' ' && text.charAt(i + 1) == ' ');
            if (apart && SEPARATORS.indexOf(text.charAt(i)) >= 0) {
                found.add(i);
            }
        }
        return found;
    }

    private static boolean holds(List<String> text, List<String> part) {
        for (int i = 0; i + part.size() <= text.size(); i++) {
            if (text.subList(i, i + part.size()).equals(part)) {
                return true;
            }
        }
        return false;
    }

    private static String withoutAnchor(String heading) {
        int end = heading.length();
        while (end > 0 && "\u00B6#\u00A7 ".indexOf(heading.charAt(end - 1)) >= 0) {
            end--;
        }
        return heading.substring(0, end);
    }

    private static String bounded(String text) {
        String stripped = text.strip();
        return stripped.substring(0, Math.min(stripped.length(), MAX_CHARACTERS))
                .replaceAll("\\s+", " ");
    }
}
