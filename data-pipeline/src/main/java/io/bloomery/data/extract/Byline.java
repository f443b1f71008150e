package io.bloomery.data.extract;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringTokenizer;
import org.jsoup.nodes.Element;

/** Who wrote a page and when, as class names of its elements tell where nothing is declared. */
final class Byline {

    private static final Set<String> AUTHORS = Set.of(
            "author",
            "authors",
            "byauthor",
            "byline",
            "bylineauthor",
            "bylinename",
            "entryauthor",
            "postauthor",
            "articleauthor",
            "authorlink",
            "username",
            "postusername",
            "writer");
    private static final String AUTHOR_NAME = "authorname";

    /** One of these is in each of them, also where marks part their words. */
    private static final List<String> PARTS = List.of("author", "writer", "line", "name");

    private static final List<String> DATES = List.of("date", "publish", "posted", "pubtime");
    private static final List<String> PREFIXES =
            List.of("written by", "posted by", "author:", "autor:", "by:", "by", "von", "par", "por");

    private static final int MAX_NAME = 60;
    private static final int MAX_NAME_WORDS = 6;
    private static final int MAX_CLASSES = 300;
    private static final int MAX_TRIES = 50;

    private String author = "";
    private String date = "";
    private int tries;

    String author() {
        return author;
    }

    /** A date as {@code 2024-05-31}, empty where none was found. */
    String date() {
        return date;
    }

    void see(Element element) {
        String classes = element.attributesSize() == 0 ? "" : element.className();
        if (classes.isEmpty() || classes.length() > MAX_CLASSES || tries >= MAX_TRIES) {
            return;
        }
        String lower = classes.toLowerCase(Locale.ROOT);
        if (author.isEmpty() && namesAuthor(lower)) {
            tries++;
            author = personIn(element.text());
        } else if (date.isEmpty() && DATES.stream().anyMatch(lower::contains)) {
            tries++;
            date = WrittenDate.find(element.text());
        }
    }

    private static boolean namesAuthor(String classes) {
        if (PARTS.stream().noneMatch(classes::contains)) {
            return false;
        }
        StringTokenizer tokens = new StringTokenizer(classes);
        while (tokens.hasMoreTokens()) {
            StringBuilder letters = new StringBuilder();
            tokens.nextToken().chars().filter(c -> c >= 'a' && c <= 'z').forEach(c -> letters.append((char) c));
            String token = letters.toString();
            if (AUTHORS.contains(token) || token.contains(AUTHOR_NAME)) {
                return true;
            }
        }
        return false;
    }

    /** The name in a byline such as "By A. Miller", empty where the text is too long to be one. */
    static String personIn(String text) {
        String name = withoutPrefix(text);
        boolean isName = name.length() <= MAX_NAME
                && new StringTokenizer(name).countTokens() <= MAX_NAME_WORDS
                && name.chars().anyMatch(Character::isLetter);
        return isName ? name : "";
    }

    /** A name without words such as "By" before it. */
    static String withoutPrefix(String byline) {
        String name = byline.strip();
        String lower = name.toLowerCase(Locale.ROOT);
        for (String prefix : PREFIXES) {
            if (lower.startsWith(prefix + " ") || (prefix.endsWith(":") && lower.startsWith(prefix))) {
                return name.substring(prefix.length()).strip();
            }
        }
        return name;
    }
}
