package io.bloomery.data.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The wiki that a dump file comes from.
 *
 * @param language as in the host name, such as {@code en} or {@code zh-yue}
 * @param database as in the name of the dump, such as {@code enwiki}
 * @param host such as {@code en.wikipedia.org}
 */
record WikiSite(String language, String database, String host) {

    private static final String DEFAULT_LANGUAGE = "en";
    private static final Pattern DUMP_NAME = Pattern.compile("([a-z]{2,12}(?:_[a-z_]{1,20}?)?)(wik[a-z]{1,12})-.*");
    private static final Map<String, String> PROJECTS = Map.of(
            "wiki", "wikipedia.org",
            "wiktionary", "wiktionary.org",
            "wikibooks", "wikibooks.org",
            "wikinews", "wikinews.org",
            "wikiquote", "wikiquote.org",
            "wikisource", "wikisource.org",
            "wikiversity", "wikiversity.org",
            "wikivoyage", "wikivoyage.org");
    private static final String UNRESERVED = "_.-~/";

    /**
     * The wiki of a dump.
     *
     * @param filePath of which the file name tells the wiki, as in {@code zh_yuewiki-20260101-pages-articles.xml.bz2}
     * @param language that counts more than the name; empty for none
     */
    static WikiSite of(String filePath, String language) {
        Matcher name = DUMP_NAME.matcher(filePath.substring(filePath.lastIndexOf('/') + 1));
        boolean isKnown = name.matches() && PROJECTS.containsKey(name.group(2));
        String project = isKnown ? name.group(2) : "wiki";
        String named = isKnown ? name.group(1).replace('_', '-') : DEFAULT_LANGUAGE;
        String chosen = language.isBlank() ? named : language;
        return new WikiSite(chosen, chosen.replace('-', '_') + project, chosen + "." + PROJECTS.get(project));
    }

    /** The address of a page, its title escaped as URIs ask (RFC 3986). */
    String url(String title) {
        StringBuilder url = new StringBuilder("https://").append(host).append("/wiki/");
        for (byte octet : title.getBytes(UTF_8)) {
            char character = (char) (octet & 0xff);
            boolean isPlain = (character >= 'a' && character <= 'z')
                    || (character >= 'A' && character <= 'Z')
                    || (character >= '0' && character <= '9')
                    || UNRESERVED.indexOf(character) >= 0;
            url.append(isPlain ? String.valueOf(character) : String.format("%%%02X", (int) character));
        }
        return url.toString();
    }
}
