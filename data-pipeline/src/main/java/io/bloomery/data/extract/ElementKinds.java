package io.bloomery.data.extract;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/** What an element is by its name and attributes alone: content, something never shown, or the frame around a page. */
final class ElementKinds {

    /** Never part of a text. */
    private static final Set<String> SILENT = Set.of(
            "script",
            "style",
            "template",
            "svg",
            "iframe",
            "frame",
            "object",
            "embed",
            "applet",
            "audio",
            "video",
            "canvas",
            "dialog",
            "button",
            "input",
            "select",
            "textarea",
            "datalist",
            "head",
            "link",
            "meta",
            "map",
            "menu",
            "annotation");

    /** The frame around a text, unless it holds most of the page or its heading. */
    private static final Set<String> FRAME = Set.of("nav", "footer", "aside", "form", "header", "noscript");

    private static final Set<String> FRAME_ROLES = Set.of(
            "navigation",
            "banner",
            "contentinfo",
            "complementary",
            "search",
            "menu",
            "menubar",
            "toolbar",
            "tablist",
            "dialog",
            "alertdialog",
            "alert",
            "tooltip");

    /** Words in class names and ids that tell a frame. */
    private static final Set<String> FRAME_TOKENS = Set.of(
            "nav",
            "navbar",
            "navigation",
            "subnav",
            "topnav",
            "bottomnav",
            "skipnav",
            "menu",
            "submenu",
            "megamenu",
            "breadcrumb",
            "breadcrumbs",
            "crumbs",
            "footer",
            "colophon",
            "masthead",
            "sidebar",
            "aside",
            "cookie",
            "cookies",
            "consent",
            "gdpr",
            "share",
            "sharing",
            "sharedaddy",
            "social",
            "socials",
            "related",
            "recommended",
            "recommendations",
            "newsletter",
            "subscribe",
            "subscription",
            "signup",
            "popup",
            "modal",
            "lightbox",
            "overlay",
            "advert",
            "advertisement",
            "ads",
            "adsense",
            "sponsor",
            "sponsored",
            "promo",
            "pagination",
            "pager",
            "toolbar",
            "toc",
            "search",
            "login",
            "signin",
            "skip",
            "offscreen",
            "copyright",
            "legalcopy",
            "disclaimer",
            "upsell",
            "crosssell",
            "cta",
            "metadata",
            "byline",
            "noprint",
            "printfooter",
            "editsection",
            "catlinks",
            "navbox",
            "addthis",
            "disqus",
            "respond",
            "screenreader",
            "legal",
            "topbar",
            "bottombar",
            "dropdown",
            "drawer",
            "offcanvas",
            "carousel-indicators");

    private static final Pattern CAMEL_CASE = Pattern.compile("(?<=[a-z])(?=[A-Z])");
    private static final Pattern NOT_A_WORD = Pattern.compile("[^a-z0-9]+");
    private static final Pattern INVISIBLE =
            Pattern.compile("(display\\s*:\\s*none|visibility\\s*:\\s*hidden)", Pattern.CASE_INSENSITIVE);

    private static final Set<String> BLOCKS = Set.of(
            "html",
            "body",
            "address",
            "article",
            "aside",
            "blockquote",
            "center",
            "details",
            "dd",
            "div",
            "dl",
            "dt",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hr",
            "li",
            "main",
            "nav",
            "ol",
            "p",
            "pre",
            "section",
            "summary",
            "table",
            "tbody",
            "thead",
            "tfoot",
            "tr",
            "td",
            "th",
            "caption",
            "ul",
            "hgroup",
            "legend",
            "dir",
            "optgroup",
            "option");

    private static final Set<String> SET_APART = Set.of(
            "p",
            "blockquote",
            "pre",
            "ul",
            "ol",
            "dl",
            "table",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr",
            "article",
            "section",
            "figure",
            "details");

    private static final Set<String> HEADINGS = Set.of("h1", "h2", "h3", "h4", "h5", "h6");

    private ElementKinds() {}

    static boolean isSilent(Element element) {
        return SILENT.contains(element.normalName());
    }

    static boolean isHidden(Element element) {
        return element.hasAttr("hidden")
                || element.attr("aria-hidden").equalsIgnoreCase("true")
                || INVISIBLE.matcher(element.attr("style")).find();
    }

    /** Whether HTML says by element name or role that the element is the frame around a text. */
    static boolean isFrame(Element element) {
        return FRAME.contains(element.normalName())
                || FRAME_ROLES.contains(element.attr("role").toLowerCase(Locale.ROOT));
    }

    /** Whether the author's class names and id suggest that the element is the frame around a text. */
    static boolean isNamedFrame(Element element) {
        return tokens(element).anyMatch(FRAME_TOKENS::contains);
    }

    static boolean isBlock(Element element) {
        return BLOCKS.contains(element.normalName());
    }

    /** Whether a blank line stands before and after the element. */
    static boolean isSetApart(Element element) {
        return SET_APART.contains(element.normalName());
    }

    static boolean isHeading(Element element) {
        return HEADINGS.contains(element.normalName());
    }

    private static Stream<String> tokens(Element element) {
        String names = element.className() + " " + element.id();
        if (names.isBlank()) {
            return Stream.empty();
        }
        String lowerCase = CAMEL_CASE.matcher(names).replaceAll("-").toLowerCase(Locale.ROOT);
        Set<String> single = NOT_A_WORD.splitAsStream(lowerCase).collect(Collectors.toSet());
        return Stream.concat(single.stream(), Stream.of(joined(lowerCase)));
    }

    private static String joined(String lowerCase) {
        return lowerCase.contains("screen-reader") ? "screenreader" : "";
    }
}
