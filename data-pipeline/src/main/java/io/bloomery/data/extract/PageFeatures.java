package io.bloomery.data.extract;

import java.util.List;
import java.util.Locale;

/** Numbers about a page as a whole. */
final class PageFeatures {

    private static final List<List<String>> TYPES = List.of(
            List.of(
                    "article",
                    "newsarticle",
                    "blogposting",
                    "reportagenewsarticle",
                    "scholarlyarticle",
                    "opinionnewsarticle"),
            List.of("techarticle", "howto", "apireference", "course", "learningresource"),
            List.of("discussionforumposting", "qapage", "question", "comment", "answer"),
            List.of("product", "productgroup", "vehicle", "book"),
            List.of("offer", "aggregateoffer"),
            List.of("itemlist", "listitem"),
            List.of("collectionpage", "searchresultspage", "offercatalog"),
            List.of("service", "localbusiness", "professionalservice", "faqpage", "medicalbusiness", "plumber"),
            List.of("event", "jobposting", "recipe", "review", "videoobject"),
            List.of("aggregaterating"),
            List.of("person"),
            List.of("website", "organization"));

    private static final List<List<String>> PATHS = List.of(
            List.of("/blog", "/news", "/article", "/story", "/post", "/20"),
            List.of(
                    "/docs",
                    "/doc/",
                    "/guide",
                    "/manual",
                    "/reference",
                    "/api",
                    "/wiki",
                    "/learn",
                    "/tutorial",
                    "docs.",
                    "developer."),
            List.of(
                    "/forum",
                    "/thread",
                    "/t/",
                    "/topic",
                    "/questions",
                    "/discussion",
                    "/comments",
                    "community",
                    "forum",
                    "showthread",
                    "viewtopic"),
            List.of("/product", "/p/", "/dp/", "/item", "/shop/", "sku"),
            List.of("/collection", "/category", "/c/", "/cat", "/shop", "/b/", "/search"),
            List.of("/service", "/solution", "/about", "/contact", "/pricing"),
            List.of("/tag", "/topic", "/archive", "/section", "/author", "/jobs", "/events", "/directory"));

    private PageFeatures() {}

    static void write(Outline outline, Declared declared, String url, Features out) {
        for (int i = 0; i < TYPES.size(); i++) {
            out.add(
                    "page-type-",
                    TYPES.get(i).get(0),
                    TYPES.get(i).stream().anyMatch(declared.types()::contains) ? 1 : 0);
        }
        String og = declared.meta("og:type").toLowerCase(Locale.ROOT);
        out.add(
                "page-og",
                og.isEmpty()
                        ? 0
                        : og.startsWith("article") ? 1 : og.startsWith("product") ? 2 : og.equals("website") ? 3 : 4);
        out.add("page-published", declared.meta("article:published_time").isEmpty() ? 0 : 1);
        writePath(url, out);
        Region root = outline.regions().get(0);
        int prose = (int) outline.blocks().stream().filter(Block::isProse).count();
        out.add("page-words", Math.log1p(root.words));
        out.add("page-blocks", Math.log1p(root.blocks()));
        out.add("page-link-density", root.linkDensity());
        out.add("page-links", Math.log1p(root.links));
        out.add("page-prose-share", (double) root.proseCharacters / Math.max(1, root.characters));
        out.add("page-prose-blocks", (double) prose / Math.max(1, root.blocks()));
        writeMarks(outline, root, out);
    }

    private static void writePath(String url, Features out) {
        String lower = url.toLowerCase(Locale.ROOT);
        int start = lower.indexOf("://");
        String rest = start < 0 ? lower : lower.substring(start + 3);
        int query = rest.indexOf('?');
        String path = query < 0 ? rest : rest.substring(0, query);
        out.add("page-path-depth", BlockFeatures.count(path, character -> character == '/'));
        out.add("page-path-length", path.length());
        out.add("page-path-dashes", BlockFeatures.count(path, character -> character == '-'));
        out.add("page-path-digits", BlockFeatures.count(path, Character::isDigit));
        out.add("page-path-root", path.indexOf('/') < 0 || path.indexOf('/') == path.length() - 1 ? 1 : 0);
        for (List<String> words : PATHS) {
            out.add("page-path-", words.get(0), words.stream().anyMatch(rest::contains) ? 1 : 0);
        }
    }

    private static void writeMarks(Outline outline, Region root, Features out) {
        Marks marks = Marks.standard();
        int[] words = new int[marks.count()];
        int[] regions = new int[marks.count()];
        for (Region region : outline.regions()) {
            for (long bits = region.marks; bits != 0; bits &= bits - 1) {
                regions[Long.numberOfTrailingZeros(bits)]++;
            }
            for (long bits = region.parent == null ? region.marks : region.marks & ~region.parent.inherited();
                    bits != 0;
                    bits &= bits - 1) {
                words[Long.numberOfTrailingZeros(bits)] += region.words;
            }
        }
        for (int i = 0; i < words.length; i++) {
            out.add("page-words-in-", marks.name(i), (double) words[i] / Math.max(1, root.words));
            out.add("page-count-", marks.name(i), Math.log1p(regions[i]));
        }
    }
}
