package io.bloomery.data.wiki;

import java.util.Locale;
import java.util.Set;

/** What becomes of a tag in wikitext and of what stands between it and its end. */
enum WikiTags {
    /** The tag goes, its content is markup and stays. */
    KEPT,
    /** The content is markup and goes. */
    DROPPED,
    /** The content is no markup and stays. */
    VERBATIM,
    /** The content is no markup and goes. */
    SKIPPED,
    /** The tag is a line end. */
    LINE_END,
    /** Kept as text, unless there is an end tag; then as {@link #KEPT}. */
    UNKNOWN;

    private static final Set<String> KEPT_TAGS = Set.of(
            "abbr",
            "b",
            "bdi",
            "bdo",
            "big",
            "blockquote",
            "caption",
            "center",
            "cite",
            "code",
            "data",
            "dd",
            "del",
            "dfn",
            "div",
            "dl",
            "dt",
            "em",
            "font",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "i",
            "img",
            "includeonly",
            "indicator",
            "ins",
            "kbd",
            "li",
            "link",
            "mark",
            "meta",
            "noinclude",
            "ol",
            "onlyinclude",
            "p",
            "poem",
            "q",
            "rb",
            "references",
            "rp",
            "rt",
            "rtc",
            "ruby",
            "s",
            "samp",
            "small",
            "span",
            "strike",
            "strong",
            "sub",
            "sup",
            "tbody",
            "td",
            "tfoot",
            "th",
            "thead",
            "time",
            "tr",
            "tt",
            "u",
            "ul",
            "var",
            "wbr");
    private static final Set<String> DROPPED_TAGS = Set.of("ref", "table");
    private static final Set<String> VERBATIM_TAGS =
            Set.of("ce", "chem", "hiero", "nowiki", "pre", "source", "syntaxhighlight");
    private static final Set<String> SKIPPED_TAGS = Set.of(
            "categorytree",
            "gallery",
            "graph",
            "imagemap",
            "inputbox",
            "mapframe",
            "maplink",
            "math",
            "score",
            "script",
            "section",
            "style",
            "templatedata",
            "templatestyles",
            "timeline");
    private static final Set<String> LINE_END_TAGS = Set.of("br", "hr");

    /** What a tag with this name, in any case, does. */
    static WikiTags of(String name) {
        String tag = name.toLowerCase(Locale.ROOT);
        if (KEPT_TAGS.contains(tag)) {
            return KEPT;
        } else if (DROPPED_TAGS.contains(tag)) {
            return DROPPED;
        } else if (VERBATIM_TAGS.contains(tag)) {
            return VERBATIM;
        } else if (SKIPPED_TAGS.contains(tag)) {
            return SKIPPED;
        }
        return LINE_END_TAGS.contains(tag) ? LINE_END : UNKNOWN;
    }
}
