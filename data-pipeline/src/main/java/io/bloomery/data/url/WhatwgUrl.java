package io.bloomery.data.url;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL of a special scheme as browsers read it (URL standard of WHATWG): http, https, ws, wss and ftp.
 *
 * @param credentials user and password before an {@code @}, or nothing
 * @param port with a colon, or nothing for the scheme's own
 * @param path starts with a slash
 * @param query with its question mark, or nothing
 * @param fragment with its hash sign, or nothing
 */
public record WhatwgUrl(
        String scheme, String credentials, String host, String port, String path, String query, String fragment) {

    private static final Map<String, Integer> PORTS = Map.of("http", 80, "https", 443, "ws", 80, "wss", 443, "ftp", 21);
    private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*+):");
    private static final Pattern LINE_ENDS_AND_TABS = Pattern.compile("[\t\n\r]");
    private static final int LARGEST_PORT = 65535;

    /** Reads a URL by itself; empty if it is none or of another scheme. */
    public static Optional<WhatwgUrl> parse(String text) {
        String clean = clean(text);
        Matcher scheme = SCHEME.matcher(clean);
        return scheme.lookingAt() ? absolute(name(scheme), clean.substring(scheme.end())) : Optional.empty();
    }

    /** Reads a reference on the page of this URL. */
    public Optional<WhatwgUrl> resolve(String reference) {
        String clean = clean(reference);
        Matcher named = SCHEME.matcher(clean);
        if (!named.lookingAt()) {
            return relative(clean);
        }
        String rest = clean.substring(named.end());
        boolean relative = name(named).equals(scheme) && !rest.startsWith("//");
        return relative ? relative(rest) : absolute(name(named), rest);
    }

    /** A path without dot segments, its dots written as they are or as {@code %2e}; backslashes are slashes and stay. */
    public static String withoutDotSegments(String path) {
        Deque<String> segments = new ArrayDeque<>(); // each with the slash behind it
        int start = isSlash(path, 0) ? 1 : 0;
        String root = path.substring(0, start);
        while (start < path.length()) {
            int end = start;
            while (end < path.length() && !isSlash(path, end)) {
                end++;
            }
            int dots = dots(path.substring(start, end));
            int next = Math.min(end + 1, path.length());
            if (dots == 2) {
                segments.pollLast();
            } else if (dots == 0) {
                segments.addLast(path.substring(start, next));
            }
            start = next;
        }
        return root + String.join("", segments);
    }

    private static Optional<WhatwgUrl> absolute(String scheme, String rest) {
        return PORTS.containsKey(scheme) ? withAuthority(scheme, withoutSlashes(rest)) : Optional.empty();
    }

    private Optional<WhatwgUrl> relative(String reference) {
        if (isSlash(reference, 0) && isSlash(reference, 1)) {
            return withAuthority(scheme, withoutSlashes(reference));
        }
        Parts parts = Parts.of(reference);
        if (parts.path.isEmpty()) {
            String newQuery = parts.query.isEmpty() ? query : parts.query;
            return Optional.of(new WhatwgUrl(scheme, credentials, host, port, path, newQuery, parts.fragment));
        }
        String folder = isSlash(reference, 0) ? "" : path.substring(0, path.lastIndexOf('/') + 1);
        String newPath = normalPath(folder + parts.path);
        return Optional.of(new WhatwgUrl(scheme, credentials, host, port, newPath, parts.query, parts.fragment));
    }

    private static Optional<WhatwgUrl> withAuthority(String scheme, String text) {
        int end = 0;
        while (end < text.length() && "/\\?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        int at = text.lastIndexOf('@', end - 1);
        String hostAndPort = text.substring(at + 1, end);
        int colon = hostAndPort.indexOf(':', Math.max(0, hostAndPort.lastIndexOf(']')));
        Optional<String> host = WhatwgHost.parse(colon < 0 ? hostAndPort : hostAndPort.substring(0, colon));
        Optional<String> port = colon < 0 ? Optional.of("") : port(scheme, hostAndPort.substring(colon + 1));
        if (host.isEmpty() || port.isEmpty()) {
            return Optional.empty();
        }
        Parts parts = Parts.of(text.substring(end));
        String path = normalPath(parts.path.isEmpty() ? "/" : parts.path);
        String user = at < 0 ? "" : credentials(text.substring(0, at));
        return Optional.of(new WhatwgUrl(scheme, user, host.get(), port.get(), path, parts.query, parts.fragment));
    }

    private static String credentials(String text) {
        int colon = text.indexOf(':');
        String user = PercentEncoding.USER_INFO.of(colon < 0 ? text : text.substring(0, colon));
        String password = colon < 0 ? "" : PercentEncoding.USER_INFO.of(text.substring(colon + 1));
        return user.isEmpty() && password.isEmpty() ? "" : user + (password.isEmpty() ? "" : ":" + password) + "@";
    }

    private static Optional<String> port(String scheme, String digits) {
        long port = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            port = port * 10 + digit;
            if (digit < 0 || digit > 9 || port > LARGEST_PORT) {
                return Optional.empty();
            }
        }
        return Optional.of(digits.isEmpty() || port == PORTS.get(scheme) ? "" : ":" + port);
    }

    private static String normalPath(String path) {
        return PercentEncoding.PATH.of(withoutDotSegments(path).replace('\\', '/'));
    }

    /** One or two if a segment is so many dots, else none. */
    private static int dots(String segment) {
        return switch (segment.toLowerCase(Locale.ROOT)) {
            case ".", "%2e" -> 1;
            case "..", ".%2e", "%2e.", "%2e%2e" -> 2;
            default -> 0;
        };
    }

    private static boolean isSlash(String text, int i) {
        return i < text.length() && (text.charAt(i) == '/' || text.charAt(i) == '\\');
    }

    private static String withoutSlashes(String text) {
        int start = 0;
        while (isSlash(text, start)) {
            start++;
        }
        return text.substring(start);
    }

    /** Without control characters and spaces at the ends, and without line ends and tabs. */
    private static String clean(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) <= ' ') {
            end--;
        }
        int start = 0;
        while (start < end && text.charAt(start) <= ' ') {
            start++;
        }
        return LINE_ENDS_AND_TABS.matcher(text.substring(start, end)).replaceAll("");
    }

    private static String name(Matcher scheme) {
        return scheme.group(1).toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return scheme + "://" + credentials + host + port + path + query + fragment;
    }

    /** What stands behind the host; query and fragment escaped, with the marks that they start with. */
    private record Parts(String path, String query, String fragment) {

        static Parts of(String text) {
            int hash = text.indexOf('#');
            String fragment = hash < 0 ? "" : "#" + PercentEncoding.FRAGMENT.of(text.substring(hash + 1));
            String rest = hash < 0 ? text : text.substring(0, hash);
            int question = rest.indexOf('?');
            String query = question < 0 ? "" : "?" + PercentEncoding.QUERY.of(rest.substring(question + 1));
            return new Parts(question < 0 ? rest : rest.substring(0, question), query, fragment);
        }
    }
}
