package io.bloomery.data.crawl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What kind of thing a body is: what the server says, checked against its first bytes.
 *
 * <p>The bytes decide as in the MIME Sniffing Standard of WHATWG (sections 5 and 7) where the server says nothing, or no
 * more than that it is text; and, beyond the standard, where a page turns out to be a picture, a document or an archive.
 */
final class MediaType {

    /** What a server that does not know says. */
    private static final Set<String> UNKNOWN = Set.of("", "unknown/unknown", "application/unknown", "*/*");

    private static final String HTML = "text/html";
    private static final String XHTML = "application/xhtml+xml";
    private static final String PLAIN = "text/plain";
    private static final String BINARY = "application/octet-stream";
    private static final int READ = 1445; // as the standard says
    private static final int WEBP_OFFSET = 8;

    private static final List<String> HTML_TAGS = List.of(
            "<!doctype html",
            "<html",
            "<head",
            "<script",
            "<iframe",
            "<h1",
            "<div",
            "<font",
            "<table",
            "<a",
            "<style",
            "<title",
            "<b",
            "<body",
            "<br",
            "<p",
            "<!--");

    /** Type and the bytes that begin it, as characters. */
    private static final List<Magic> MAGIC = List.of(
            new Magic("application/pdf", "%PDF-"),
            new Magic("application/postscript", "%!PS-Adobe-"),
            new Magic("image/png", "\u0089PNG\r\n\u001a\n"),
            new Magic("image/jpeg", "\u00ff\u00d8\u00ff"),
            new Magic("image/gif", "GIF87a"),
            new Magic("image/gif", "GIF89a"),
            new Magic("image/x-icon", "\u0000\u0000\u0001\u0000"),
            new Magic("audio/mpeg", "ID3"),
            new Magic("application/ogg", "OggS\u0000"),
            new Magic("video/webm", "\u001aE\u00df\u00a3"),
            new Magic("application/gzip", "\u001f\u008b\b"),
            new Magic("application/zip", "PK\u0003\u0004"),
            new Magic("application/x-rar-compressed", "Rar!\u001a\u0007"),
            new Magic("font/woff", "wOFF"),
            new Magic("font/woff2", "wOF2"),
            new Magic("application/wasm", "\u0000asm"));

    private MediaType() {}

    /** The type of an answer's body, without parameters; that of the standard's names where the server's is no use. */
    static String of(FetchResult.Answer answer) {
        String header = answer.header("content-type");
        return of(header, answer.body().bytes());
    }

    static String of(String header, byte[] body) {
        int parameters = header.indexOf(';');
        String said = (parameters < 0 ? header : header.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
        String head = new String(body, 0, Math.min(body.length, READ), ISO_8859_1);
        if (UNKNOWN.contains(said) || said.indexOf('/') < 0) {
            return sniffed(head);
        }
        boolean suspect = isHtml(said) || said.equals(PLAIN);
        String found = suspect ? magic(head) : "";
        if (found.isEmpty()) {
            return said.equals(PLAIN) && isBinary(head) ? BINARY : said;
        }
        return found;
    }

    static boolean isHtml(String type) {
        return type.equals(HTML) || type.equals(XHTML);
    }

    private static String sniffed(String head) {
        String text = head.stripLeading();
        String lower = text.toLowerCase(Locale.ROOT);
        if (HTML_TAGS.stream().anyMatch(tag -> isTag(lower, tag))) {
            return HTML;
        }
        if (text.startsWith("<?xml")) {
            return "text/xml";
        }
        String found = magic(head);
        if (!found.isEmpty()) {
            return found;
        }
        return isBinary(head) ? BINARY : PLAIN;
    }

    /** A tag ends with a space or an angle bracket; a comment with anything. */
    private static boolean isTag(String text, String tag) {
        if (!text.startsWith(tag) || tag.equals("<!--")) {
            return text.startsWith(tag);
        }
        return text.length() > tag.length() && (text.charAt(tag.length()) == ' ' || text.charAt(tag.length()) == '>');
    }

    private static String magic(String head) {
        boolean webp = head.startsWith("RIFF") && head.startsWith("WEBPVP", WEBP_OFFSET);
        return webp
                ? "image/webp"
                : MAGIC.stream()
                        .filter(magic -> head.startsWith(magic.bytes()))
                        .map(Magic::type)
                        .findFirst()
                        .orElse("");
    }

    /** Whether there are bytes that no text holds; a byte order mark says that there are none. */
    private static boolean isBinary(String head) {
        boolean marked = head.startsWith("\u00fe\u00ff")
                || head.startsWith("\u00ff\u00fe")
                || head.startsWith("\u00ef\u00bb\u00bf");
        return !marked && head.chars().anyMatch(MediaType::isBinary);
    }

    private static boolean isBinary(int octet) {
        return octet <= 0x08 || octet == 0x0b || (octet >= 0x0e && octet <= 0x1a) || (octet >= 0x1c && octet <= 0x1f);
    }

    /** A type and how it begins. */
    private record Magic(String type, String bytes) {}
}
