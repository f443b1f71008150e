package io.bloomery.data.extract;

import java.util.Locale;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** What an element is by its name and attributes alone: something never shown, a block, a cell. */
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

    static final int HIDDEN_BY_ATTRIBUTE = 1;
    static final int HIDDEN_BY_STYLE = 2;
    static final int HIDDEN_FROM_READERS = 4;

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
            "dialog",
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

    /** Inline elements that styles mostly set apart from one another. */
    private static final Set<String> PARTS = Set.of("a", "span", "button", "label", "time", "small");

    /** Names and classes of what consent managers put into a page, by their documentation. */
    private static final Set<String> CONSENT = Set.of(
            "onetrust-consent-sdk",
            "onetrust-banner-sdk",
            "onetrust-pc-sdk",
            "cybotcookiebotdialog",
            "usercentrics-root",
            "didomi-host",
            "qc-cmp2-container",
            "truste-consent-track",
            "cookie-law-info-bar",
            "osano-cm-window",
            "iubenda-cs-banner",
            "cky-consent-container",
            "cky-modal",
            "cmplz-cookiebanner-container",
            "moove_gdpr_cookie_modal",
            "borlabscookiebox",
            "cookiescript_injected",
            "hs-eu-cookie-confirmation",
            "sp_message_container",
            "klaro",
            "cc-window",
            "termly-code-snippet-support",
            "shopify-pc__banner",
            "shopify-pc__prefs",
            "gdpr-cookie-consent-bar",
            "cookie-notice");

    private static final int LONGEST_NAME = 512;

    private static final Set<String> HEADINGS = Set.of("h1", "h2", "h3", "h4", "h5", "h6");

    private static final Set<String> NOT_IN_A_LINE =
            Set.of("ul", "ol", "dl", "table", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "article", "section", "form");

    private static final Set<String> SECTIONS = Set.of("section", "table", "article");

    private static final Set<String> GRID_CELLS =
            Set.of("col-first", "col-second", "col-last", "col-constructor-name", "col-summary-item-name");

    /** Elements of a row that are looked at. */
    private static final int MAX_ROW = 2000;

    private ElementKinds() {}

    static boolean isSilent(Element element) {
        return SILENT.contains(element.normalName()) || isConsent(element);
    }

    /** Whether an element is the root of a dialog that asks for consent to cookies. */
    private static boolean isConsent(Element element) {
        return element.attributesSize() > 0
                && (CONSENT.contains(element.id().toLowerCase(Locale.ROOT)) || hasConsentClass(element.className()));
    }

    private static boolean hasConsentClass(String names) {
        if (names.isEmpty() || names.length() > LONGEST_NAME) {
            return false;
        }
        StringTokenizer tokens = new StringTokenizer(names.toLowerCase(Locale.ROOT));
        while (tokens.hasMoreTokens()) {
            if (CONSENT.contains(tokens.nextToken())) {
                return true;
            }
        }
        return false;
    }

    /** Whether an inline element is a part of its line, rather than of a word. */
    static boolean isPart(Element element) {
        return PARTS.contains(element.normalName()) || element.normalName().indexOf('-') > 0;
    }

    /** In which ways an element is hidden, as a sum of {@link #HIDDEN_BY_STYLE} and its like; 0 where it is not. */
    static int hiddenBy(Element element) {
        if (element.attributesSize() == 0) {
            return 0;
        }
        return (element.hasAttr("hidden") ? HIDDEN_BY_ATTRIBUTE : 0)
                | (element.attr("aria-hidden").equalsIgnoreCase("true") ? HIDDEN_FROM_READERS : 0)
                | (INVISIBLE.matcher(element.attr("style")).find() ? HIDDEN_BY_STYLE : 0);
    }

    static boolean isBlock(Element element) {
        return BLOCKS.contains(element.normalName());
    }

    /** Whether a blank line stands before and after the element. */
    static boolean isSetApart(Element element) {
        return SET_APART.contains(element.normalName());
    }

    /** Whether a table row holds nothing that cannot stand on one line. */
    static boolean isOneLine(Element row) {
        return row.stream().skip(1).limit(MAX_ROW).noneMatch(element -> NOT_IN_A_LINE.contains(element.normalName()));
    }

    /** Whether a list item is rather a section of its own, which wants no bullet. */
    static boolean holdsSections(Element item) {
        for (Element child = item.firstElementChild(); child != null; child = child.nextElementSibling()) {
            if (isHeading(child) || SECTIONS.contains(child.normalName())) {
                return true;
            }
        }
        return false;
    }

    /** Whether an element is a cell of the tables that javadoc has built from {@code div} elements since JDK 16. */
    static boolean isGridCell(Element element) {
        return element.normalName().equals("div")
                && element.className().contains("col-")
                && GRID_CELLS.stream().anyMatch(element::hasClass);
    }

    static boolean isFirstGridCell(Element element) {
        Element previous = element.previousElementSibling();
        return element.hasClass("col-first")
                || (element.hasClass("col-constructor-name") && (previous == null || !previous.hasClass("col-first")))
                || element.hasClass("col-summary-item-name");
    }

    static boolean isLastGridCell(Element element) {
        return element.hasClass("col-last");
    }

    static boolean isHeading(Element element) {
        return HEADINGS.contains(element.normalName());
    }
}
