package io.bloomery.data.extract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.select.NodeVisitor;

/** What a page declares about itself, in its head, in link relations and for machines (JSON-LD); found in one walk. */
final class Declared implements NodeVisitor {

    private static final int MAX_HEADINGS = 8;
    private static final String JSON_LD = "application/ld+json";
    private static final List<String> CREATIVE_COMMONS =
            List.of("//creativecommons.org/licenses/", "//creativecommons.org/publicdomain/");

    private final Map<String, String> metas = new HashMap<>();
    private final Map<String, String> links = new HashMap<>();
    private final LinkedData linkedData = new LinkedData();
    private String creativeCommons = "";
    private String language = "";
    private final List<String> topHeadings = new ArrayList<>();
    private final Byline byline = new Byline();
    private String author = "";
    private String date = "";
    private String time = "";

    private Declared() {}

    static Declared of(Document page) {
        Declared declared = new Declared();
        page.traverse(declared);
        return declared;
    }

    /** Types of things on the page, in lower case, such as {@code newsarticle}. */
    Set<String> types() {
        return linkedData.types();
    }

    /** Values of a JSON-LD property, in the order of the page; the name is {@code parent.property} or {@code property}. */
    List<String> values(String property) {
        return linkedData.values(property);
    }

    /** The first value of a JSON-LD property, empty where there is none. */
    String value(String property) {
        return values(property).isEmpty() ? "" : values(property).get(0);
    }

    /** The content of a meta element, empty where there is none. */
    String meta(String name) {
        return metas.getOrDefault(name, "");
    }

    /** The absolute address that a {@code link} or {@code a} of this relation leads to, empty where there is none. */
    String link(String relation) {
        return links.getOrDefault(relation, "");
    }

    /** The first Creative Commons licence that is linked to. */
    String creativeCommons() {
        return creativeCommons;
    }

    /** The language of the root element. */
    String language() {
        return language;
    }

    /** The first headings of the top level. */
    List<String> topHeadings() {
        return topHeadings;
    }

    /** The author that the text is marked up with. */
    String author() {
        return author;
    }

    /** The date that the text is marked up with. */
    String date() {
        return date;
    }

    /** The first time that the page gives in a form for machines, whatever of. */
    String time() {
        return time;
    }

    Byline byline() {
        return byline;
    }

    @Override
    public void head(Node node, int depth) {
        if (!(node instanceof Element element)) {
            return;
        }
        switch (element.normalName()) {
            case "html" -> language = firstOf(element.attr("lang"), element.attr("xml:lang"));
            case "meta" -> addMeta(element);
            case "script" -> addScript(element);
            case "link", "a" -> addLink(element);
            case "h1" -> addHeading(element);
            case "time" -> addTime(element);
            default -> addItem(element);
        }
        byline.see(element);
    }

    private void addMeta(Element meta) {
        String content = meta.attr("content");
        if (content.isBlank()) {
            return;
        }
        for (String key : new String[] {"name", "property", "itemprop", "http-equiv"}) {
            String name = meta.attr(key);
            if (!name.isEmpty()) {
                metas.putIfAbsent(name.toLowerCase(Locale.ROOT), content);
            }
        }
    }

    private void addScript(Element script) {
        if (script.attr("type").strip().equalsIgnoreCase(JSON_LD)) {
            linkedData.read(script.data());
        }
    }

    private void addLink(Element link) {
        String target = link.attr("href");
        if (target.isEmpty()) {
            return;
        }
        String relations = link.attr("rel");
        if (!relations.isEmpty()) {
            for (String relation : words(relations)) {
                links.computeIfAbsent(relation, key -> link.absUrl("href"));
                author = author.isEmpty() && relation.equals("author") ? link.text() : author;
            }
        }
        if (creativeCommons.isEmpty() && CREATIVE_COMMONS.stream().anyMatch(target::contains)) {
            creativeCommons = link.absUrl("href");
        }
    }

    private void addHeading(Element heading) {
        if (topHeadings.size() < MAX_HEADINGS) {
            topHeadings.add(heading.text());
        }
    }

    private void addTime(Element time) {
        boolean published = time.hasAttr("pubdate") || time.attr("itemprop").equalsIgnoreCase("datepublished");
        if (time.hasAttr("datetime") && (published || (date.isEmpty() && time.closest("article") != null))) {
            date = time.attr("datetime");
        }
        this.time = this.time.isEmpty() ? time.attr("datetime") : this.time;
    }

    private void addItem(Element element) {
        String property = element.attributesSize() == 0 ? "" : element.attr("itemprop");
        if (property.isEmpty()) {
            return;
        }
        if (property.equalsIgnoreCase("author") && author.isEmpty()) {
            Element name = element.selectFirst("[itemprop=name]");
            author = name == null ? element.text() : firstOf(name.attr("content"), name.text());
        } else if (property.equalsIgnoreCase("datePublished") && date.isEmpty()) {
            date = firstOf(element.attr("datetime"), element.attr("content"), element.text());
        }
    }

    private static List<String> words(String relations) {
        List<String> words = new ArrayList<>();
        for (String word : relations.toLowerCase(Locale.ROOT).split("\\s+", 16)) {
            words.add(word);
        }
        return words;
    }

    private static String firstOf(String... values) {
        for (String value : values) {
            if (!value.isBlank()) {
                return value;
            }
        }
        return "";
    }
}
