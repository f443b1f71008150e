package io.bloomery.data.wiki;

import io.bloomery.data.wiki.OpenMarkup.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Entities;

/**
 * One pass over one page of wikitext.
 *
 * <p>What opens is written as text and remembered; what closes takes the opening, and what goes with it, off the text
 * again. So markup that never closes is text, without a second look. Each character is moved at most once for each level
 * of nesting, and levels are bounded.
 */
final class WikiScan {

    /** Deepest nesting; MediaWiki stops at 40 levels of templates. */
    static final int MAX_DEPTH = 100;

    private static final int MAX_TAG_LENGTH = 4096;
    private static final int MAX_ENTITY_LENGTH = 32;
    private static final String LIST_MARKERS = "*#:;";
    private static final List<String> SCHEMES = List.of(
            "http://",
            "https://",
            "ftp://",
            "ftps://",
            "//",
            "mailto:",
            "irc://",
            "ircs://",
            "news:",
            "git://",
            "gopher://",
            "nntp://",
            "sftp://",
            "svn://",
            "tel:",
            "urn:",
            "magnet:",
            "geo:",
            "sip:",
            "xmpp:");

    private final String source;
    private final Namespaces namespaces;
    private final boolean hasVariants;
    private final StringBuilder out;
    private final List<OpenMarkup> open = new ArrayList<>();
    private final Set<String> neverClosed = new HashSet<>();
    private int at;
    private int titleEnd = -1;
    private int titleLineEnd = -1;

    /**
     * A scan.
     *
     * @param hasVariants whether the wiki has markup for variants of its language
     */
    WikiScan(String source, Namespaces namespaces, boolean hasVariants) {
        this.source = source;
        this.namespaces = namespaces;
        this.hasVariants = hasVariants;
        this.out = new StringBuilder(source.length());
    }

    String text() {
        boolean lineStart = true;
        while (at < source.length()) {
            skipTitleEnd();
            if (lineStart) {
                startLine();
            }
            if (at < source.length()) {
                lineStart = source.charAt(at) == '\n' || (lineStart && source.startsWith("<!--", at));
                step(source.charAt(at));
            }
        }
        return out.toString();
    }

    private void step(char next) {
        switch (next) {
            case '\n' -> endLine();
            case '{' -> openBraces();
            case '}' -> closeBraces();
            case '[' -> openLink();
            case ']' -> closeLink();
            case '|' -> bar();
            case '<' -> tag();
            case '\'' -> apostrophes();
            case '&' -> entity();
            case '-' -> openVariants();
            default -> copy(1);
        }
    }

    private void copy(int count) {
        out.append(source, at, at + count);
        at += count;
    }

    private int run(char character) {
        int end = at;
        while (end < source.length() && source.charAt(end) == character) {
            end++;
        }
        return end - at;
    }

    // Lines: headings, lists, rules, tables

    private void startLine() {
        if (source.charAt(at) == '=') {
            openHeading();
            return;
        }
        int table = at;
        while (table < source.length() && (" \t".indexOf(source.charAt(table)) >= 0)) {
            table++;
        }
        while (at < source.length() && LIST_MARKERS.indexOf(source.charAt(at)) >= 0) {
            at++;
            table = at = afterSpaces(at);
        }
        if (source.startsWith("{|", table)) {
            at = table;
            push(Kind.TABLE, "", 2);
        } else if (source.startsWith("|}", table) && !source.startsWith("|}}", table) && unwindTo(Kind.TABLE)) {
            at = table + 2;
            out.setLength(pop().start());
        } else if (source.startsWith("----", at)) {
            at += run('-');
        }
    }

    private int afterSpaces(int index) {
        int end = index;
        while (end < source.length() && (source.charAt(end) == ' ' || source.charAt(end) == '\t')) {
            end++;
        }
        return end;
    }

    private void openHeading() {
        int lineEnd = source.indexOf('\n', at);
        lineEnd = lineEnd < 0 ? source.length() : lineEnd;
        int end = lineEnd;
        while (end > at && Character.isWhitespace(source.charAt(end - 1))) {
            end--;
        }
        int closing = 0;
        while (end - closing > at && source.charAt(end - closing - 1) == '=') {
            closing++;
        }
        int opening = run('=');
        int level = Math.min(opening, closing);
        if (level == 0 || opening + closing > end - at) {
            copy(opening);
            return;
        }
        out.append("\n\n");
        at = afterSpaces(at + level);
        titleEnd = end - level;
        titleLineEnd = lineEnd;
    }

    private void skipTitleEnd() {
        if (titleEnd >= 0 && at >= titleEnd) {
            at = Math.max(at, titleLineEnd);
            titleEnd = -1;
        }
    }

    private void endLine() {
        while (!open.isEmpty() && endsWithLine(top())) {
            pop();
        }
        copy(1);
    }

    private static boolean endsWithLine(OpenMarkup markup) {
        return markup.is(Kind.EXTERNAL_LINK) || (markup.is(Kind.LINK) && !markup.hasBar());
    }

    // Braces: templates and their arguments

    private void openBraces() {
        int braces = run('{');
        if (braces < 2) {
            copy(braces);
        } else {
            push(Kind.BRACES, "", braces);
        }
    }

    private void closeBraces() {
        int run = run('}');
        boolean endsVariants = run % 2 == 1 && source.startsWith("-", at + run) && isOpen(Kind.VARIANTS);
        int braces = endsVariants ? run - 1 : run;
        at += braces;
        while (braces >= 2 && unwindTo(Kind.BRACES)) {
            OpenMarkup template = top();
            int matched = Math.min(3, Math.min(braces, template.braces()));
            int start = template.content() - matched;
            if (matched == 3 && template.hasBar()) {
                out.delete(start, template.bar() + 1);
            } else {
                out.setLength(start);
            }
            template.closeBraces(matched);
            braces -= matched;
            if (template.braces() < 2) {
                pop();
            }
        }
        out.append("}".repeat(braces));
        if (endsVariants) {
            closeVariants();
        }
    }

    // Variants of a language

    /** One brace behind a dash opens variants, and so does the first of three; two are a template behind a dash. */
    private void openVariants() {
        at++;
        int braces = run('{');
        at--;
        if (hasVariants && braces % 2 == 1) {
            push(Kind.VARIANTS, "", 2);
        } else {
            copy(1);
        }
    }

    private void closeVariants() {
        at += 2;
        unwindTo(Kind.VARIANTS);
        OpenMarkup variants = pop();
        String shown = Variants.shown(out.substring(variants.content()));
        out.setLength(variants.start());
        out.append(shown);
    }

    private void bar() {
        if (!open.isEmpty()) {
            top().bar(out.length());
        }
        copy(1);
    }

    // Links

    private void openLink() {
        if (source.startsWith("[[", at)) {
            push(Kind.LINK, "", 2);
            return;
        }
        if (SCHEMES.stream().noneMatch(scheme -> source.regionMatches(true, at + 1, scheme, 0, scheme.length()))) {
            copy(1);
            return;
        }
        int end = at;
        while (end < source.length() && " \t\n]".indexOf(source.charAt(end)) < 0) {
            end++;
        }
        push(Kind.EXTERNAL_LINK, "", end - at);
    }

    private void closeLink() {
        if (!open.isEmpty() && top().is(Kind.EXTERNAL_LINK)) {
            OpenMarkup link = pop();
            at++;
            out.delete(link.start(), Math.min(out.length(), afterWrittenSpaces(link.content())));
        } else if (source.startsWith("]]", at) && unwindTo(Kind.LINK)) {
            at += 2;
            closePageLink(pop());
        } else {
            copy(1);
        }
    }

    private int afterWrittenSpaces(int index) {
        int end = index;
        while (end < out.length() && out.charAt(end) == ' ') {
            end++;
        }
        return end;
    }

    private void closePageLink(OpenMarkup link) {
        String title = out.substring(link.content(), link.hasBar() ? link.bar() : out.length());
        if (title.isBlank()) {
            out.append("]]");
        } else if (namespaces.isMedia(title)) {
            out.setLength(link.start());
        } else if (link.hasBar()) {
            out.delete(link.start(), link.bar() + 1);
        } else {
            int hidden = namespaces.isCategory(title) ? title.indexOf(':') + 1 : title.startsWith(":") ? 1 : 0;
            out.delete(link.start(), link.content() + hidden);
        }
    }

    // Tags and comments

    private void tag() {
        if (source.startsWith("<!--", at)) {
            int end = source.indexOf("-->", at);
            at = end < 0 ? source.length() : end + 3;
            return;
        }
        boolean closing = source.startsWith("</", at);
        int nameStart = at + (closing ? 2 : 1);
        int nameEnd = nameStart;
        while (nameEnd < source.length() && isNameCharacter(source.charAt(nameEnd))) {
            nameEnd++;
        }
        int end = tagEnd(nameEnd);
        if (nameEnd == nameStart || end < 0) {
            copy(1);
        } else if (closing) {
            closeTag(source.substring(nameStart, nameEnd).toLowerCase(Locale.ROOT), end);
        } else {
            openTag(source.substring(nameStart, nameEnd).toLowerCase(Locale.ROOT), end);
        }
    }

    private static boolean isNameCharacter(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9');
    }

    /** The index behind the tag; -1 where what follows the name is no tag. */
    private int tagEnd(int nameEnd) {
        if (nameEnd < source.length() && " \t\n/>".indexOf(source.charAt(nameEnd)) < 0) {
            return -1;
        }
        int limit = Math.min(source.length(), nameEnd + MAX_TAG_LENGTH);
        char quote = 0;
        for (int i = nameEnd; i < limit; i++) {
            char character = source.charAt(i);
            if (quote != 0) {
                quote = character == quote ? 0 : quote;
            } else if (character == '"' || (character == '\'' && source.charAt(i - 1) == '=')) {
                quote = character;
            } else if (character == '>') {
                return i + 1;
            } else if (character == '<') {
                return -1;
            }
        }
        return -1;
    }

    private void openTag(String name, int end) {
        WikiTags effect = WikiTags.of(name);
        boolean empty = source.charAt(end - 2) == '/';
        if (effect == WikiTags.LINE_END) {
            out.append('\n');
            at = end;
        } else if (empty || effect == WikiTags.KEPT) {
            at = end;
        } else if (effect == WikiTags.UNKNOWN) {
            push(Kind.TAG, name, end - at);
        } else if (effect == WikiTags.DROPPED) {
            at = end;
            push(Kind.TAG, name, 0);
        } else {
            takeVerbatim(name, end, effect == WikiTags.VERBATIM);
        }
    }

    private void takeVerbatim(String name, int end, boolean kept) {
        Optional<Integer> close = neverClosed.contains(name) ? Optional.empty() : closeOf(name, end);
        at = end;
        if (close.isEmpty()) {
            neverClosed.add(name);
            return;
        }
        if (kept) {
            out.append(source, end, close.get());
        }
        int behind = source.indexOf('>', close.get());
        at = behind < 0 ? source.length() : behind + 1;
    }

    private Optional<Integer> closeOf(String name, int from) {
        for (int i = source.indexOf("</", from); i >= 0; i = source.indexOf("</", i + 2)) {
            if (source.regionMatches(true, i + 2, name, 0, name.length())) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private void closeTag(String name, int end) {
        int index = open.size() - 1;
        while (index >= 0 && !open.get(index).isTag(name)) {
            index--;
        }
        if (index < 0) {
            if (WikiTags.of(name) == WikiTags.UNKNOWN) {
                copy(end - at);
            }
            at = end;
            return;
        }
        OpenMarkup tag = open.get(index);
        open.subList(index, open.size()).clear();
        at = end;
        if (WikiTags.of(name) == WikiTags.DROPPED) {
            out.setLength(tag.start());
        } else {
            out.delete(tag.start(), tag.content());
        }
    }

    // Characters

    /** Two are italics, three bold, five both; others are apostrophes. */
    private void apostrophes() {
        int run = run('\'');
        at += run;
        out.append("'".repeat(run == 1 || run == 4 ? 1 : Math.max(0, run - 5)));
    }

    private void entity() {
        int end = at + 1;
        int limit = Math.min(source.length(), at + MAX_ENTITY_LENGTH);
        while (end < limit && (isNameCharacter(source.charAt(end)) || source.charAt(end) == '#')) {
            end++;
        }
        String name = source.substring(at + 1, end);
        String value = end < source.length() && source.charAt(end) == ';' ? value(name) : "";
        if (value.isEmpty()) {
            copy(1);
        } else {
            out.append(value);
            at = end + 1;
        }
    }

    /** What an entity stands for; empty for one that stands for nothing. */
    private static String value(String name) {
        if (!name.startsWith("#")) {
            return Entities.getByName(name);
        }
        boolean hexadecimal = name.startsWith("x", 1) || name.startsWith("X", 1);
        try {
            int code = Integer.parseInt(name.substring(hexadecimal ? 2 : 1), hexadecimal ? 16 : 10);
            boolean isCharacter = Character.isValidCodePoint(code) && (code < 0xd800 || code > 0xdfff) && code != 0;
            return isCharacter ? Character.toString(code) : "";
        } catch (NumberFormatException e) {
            return "";
        }
    }

    // What is open

    /** Writes the next characters as text, and remembers them as a beginning unless too much is open already. */
    private void push(Kind kind, String tag, int length) {
        int start = out.length();
        copy(length);
        if (open.size() < MAX_DEPTH) {
            open.add(new OpenMarkup(kind, tag, start, out.length()));
        }
    }

    private OpenMarkup top() {
        return open.get(open.size() - 1);
    }

    private OpenMarkup pop() {
        return open.remove(open.size() - 1);
    }

    private boolean isOpen(Kind kind) {
        return open.stream().anyMatch(markup -> markup.is(kind));
    }

    /** Makes the innermost open markup of a kind the top, and what is open inside it text; false if there is none. */
    private boolean unwindTo(Kind kind) {
        for (int i = open.size() - 1; i >= 0; i--) {
            if (open.get(i).is(kind)) {
                open.subList(i + 1, open.size()).clear();
                return true;
            }
        }
        return false;
    }
}
