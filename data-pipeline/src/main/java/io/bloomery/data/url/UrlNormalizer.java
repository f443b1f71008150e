package io.bloomery.data.url;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.IDN;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives every URL one spelling, so that a page is known by one name.
 *
 * <p>Follows RFC 3986, section 6.2.2 and 6.2.3: scheme and host in lower case, default port and fragment removed, dot
 * segments resolved, percent-encoding of unreserved characters undone and of others in upper case, characters that no
 * URL may hold encoded as UTF-8. As browsers do, backslashes count as slashes and line ends are dropped. Nothing is
 * changed that could name another page: no query is sorted, no trailing slash added or removed.
 */
public final class UrlNormalizer {

    /** Longer URLs are refused: they come from loops far more often than from authors. */
    public static final int MAX_LENGTH = 2048;

    private static final Pattern SCHEME = Pattern.compile("^([a-zA-Z][a-zA-Z0-9+.-]*):");
    private static final Pattern ABSOLUTE = Pattern.compile("(?i)^(https?):/*([^/?]*)(.*)$");
    private static final Pattern AUTHORITY = Pattern.compile("^(\\[[0-9a-fA-F:.]+]|[^:@\\[\\]]+)(?::([0-9]{0,5}))?$");
    private static final Pattern HOST_NAME = Pattern.compile(
            "(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*");
    private static final Pattern LAST_LABEL_IS_NUMBER = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)");
    private static final Pattern DOTTED_QUAD =
            Pattern.compile("((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(\\.(?!$)|$)){4}");
    private static final String PATH_ALLOWED = "!$&'()*+,;=:@/";
    private static final String QUERY_ALLOWED = PATH_ALLOWED + "?";
    private static final int MAX_PORT = 65535;

    private UrlNormalizer() {}

    /** Reads a URL; empty when it is not http or https, is not a URL, or is too long. */
    public static Optional<CrawlUrl> normalize(String text) {
        String clean = clean(text);
        Matcher url = ABSOLUTE.matcher(clean);
        if (clean.length() > MAX_LENGTH || !url.matches()) {
            return Optional.empty();
        }
        String scheme = url.group(1).toLowerCase(Locale.ROOT);
        Matcher authority = AUTHORITY.matcher(url.group(2));
        if (!authority.matches()) {
            return Optional.empty();
        }
        int port = port(authority.group(2), scheme);
        return host(authority.group(1))
                .filter(host -> port >= 1 && port <= MAX_PORT)
                .map(host -> new CrawlUrl(scheme, host, port, path(url.group(3))))
                .filter(normal -> normal.toString().length() <= MAX_LENGTH);
    }

    static Optional<CrawlUrl> resolve(CrawlUrl base, String reference) {
        String clean = clean(reference);
        if (clean.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        if (SCHEME.matcher(clean).find()) {
            return normalize(clean);
        }
        if (clean.startsWith("//")) {
            return normalize(base.scheme() + ":" + clean);
        }
        String path = base.path();
        String basePath = path.contains("?") ? path.substring(0, path.indexOf('?')) : path;
        if (clean.isEmpty()) {
            return Optional.of(base);
        }
        if (clean.startsWith("/")) {
            return normalize(base.origin() + clean);
        }
        String prefix = clean.startsWith("?") ? basePath : basePath.substring(0, basePath.lastIndexOf('/') + 1);
        return normalize(base.origin() + prefix + clean);
    }

    /** Without white space around it, line ends and tabs in it, and fragment; slashes forward. */
    private static String clean(String text) {
        String clean = text.length() > 4 * MAX_LENGTH ? text.substring(0, 4 * MAX_LENGTH) : text;
        clean = clean.strip().replaceAll("[\\t\\r\\n]", "");
        int fragment = clean.indexOf('#');
        clean = fragment < 0 ? clean : clean.substring(0, fragment);
        int query = clean.indexOf('?');
        return query < 0
                ? clean.replace('\\', '/')
                : clean.substring(0, query).replace('\\', '/') + clean.substring(query);
    }

    private static int port(String text, String scheme) {
        return text == null || text.isEmpty() ? CrawlUrl.defaultPort(scheme) : Integer.parseInt(text);
    }

    private static Optional<String> host(String text) {
        if (text.startsWith("[")) {
            return Optional.of(text.toLowerCase(Locale.ROOT));
        }
        String name;
        try {
            name = IDN.toASCII(text, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        String host = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        boolean numeric = LAST_LABEL_IS_NUMBER.matcher(host).matches();
        boolean valid = numeric
                ? DOTTED_QUAD.matcher(host).matches()
                : HOST_NAME.matcher(host).matches();
        return valid ? Optional.of(host) : Optional.empty();
    }

    private static String path(String pathAndQuery) {
        int question = pathAndQuery.indexOf('?');
        String path = question < 0 ? pathAndQuery : pathAndQuery.substring(0, question);
        String query = question < 0 ? "" : pathAndQuery.substring(question + 1);
        String normal = withoutDotSegments(encode(path, PATH_ALLOWED));
        return query.isEmpty() ? normal : normal + '?' + encode(query, QUERY_ALLOWED);
    }

    private static String withoutDotSegments(String path) {
        Deque<String> segments = new ArrayDeque<>();
        String[] parts = path.split("/", -1);
        for (int i = 1; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            if (parts[i].equals("..")) {
                segments.pollLast();
            } else if (!parts[i].equals(".")) {
                segments.addLast(parts[i]);
                continue;
            }
            if (last) {
                segments.addLast("");
            }
        }
        return "/" + String.join("/", segments);
    }

    private static String encode(String text, String allowed) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            int escaped = character == '%' ? escapedByte(text, i) : -1;
            if (escaped >= 0) {
                append(encoded, escaped);
                i += 3;
                continue;
            }
            if (isUnreserved(character) || (character < 128 && allowed.indexOf(character) >= 0)) {
                encoded.append((char) character);
            } else {
                for (byte part : Character.toString(character).getBytes(UTF_8)) {
                    append(encoded, part & 0xff);
                }
            }
            i += Character.charCount(character);
        }
        return encoded.toString();
    }

    private static int escapedByte(String text, int percent) {
        boolean complete = percent + 2 < text.length()
                && HexFormat.isHexDigit(text.charAt(percent + 1))
                && HexFormat.isHexDigit(text.charAt(percent + 2));
        return complete ? HexFormat.fromHexDigits(text, percent + 1, percent + 3) : -1;
    }

    private static void append(StringBuilder encoded, int octet) {
        if (isUnreserved(octet)) {
            encoded.append((char) octet);
        } else {
            encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) octet));
        }
    }

    private static boolean isUnreserved(int character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || "-._~".indexOf(character) >= 0;
    }
}
