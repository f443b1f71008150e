package io.bloomery.data.url;

import java.net.IDN;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a URL as archives find them: any text has them, a scheme that is missing is http, and the fragment is left
 * out. All parts are {@link Octets}; those of the Web ({@link #isWeb}) are read as browsers read them.
 *
 * <p>After urlcanon of the Internet Archive, but for the scheme: it has no other characters than RFC 3986 allows, and no
 * port behind it, so that {@code host:8080} and {@code host/?to=http://other/} are pages of that host.
 *
 * @param scheme in lower case, without its colon
 * @param authority whether there are slashes for a host
 * @param credentials with the at sign behind them, or nothing
 * @param port with the colon before it, or nothing
 * @param query with the question mark before it, or nothing
 */
record LooseUrl(
        String scheme, boolean authority, String credentials, String host, String port, String path, String query) {

    private static final Map<String, String> PORTS =
            Map.of("ftp", ":21", "gopher", ":70", "http", ":80", "https", ":443", "ws", ":80", "wss", ":443");
    private static final Pattern SCHEME =
            Pattern.compile("(?i)(ftp|gopher|https?|wss?|[a-z][a-z0-9+.-]*+(?=:(?![0-9]++(?:/|$)))):");
    private static final Pattern TABS_AND_LINE_ENDS = Pattern.compile("[\t\n\r]");
    private static final Pattern DOTS = Pattern.compile("\\.{2,}+");

    static LooseUrl of(String text) {
        String clean = TABS_AND_LINE_ENDS.matcher(Octets.of(trimmed(text))).replaceAll("");
        int hash = clean.indexOf('#');
        String page = hash < 0 ? clean : clean.substring(0, hash);
        int question = page.indexOf('?');
        String query = question < 0 ? "" : page.substring(question);
        String front = question < 0 ? page : page.substring(0, question);
        Matcher named = SCHEME.matcher(front);
        return named.lookingAt()
                ? of(Octets.lowerCase(named.group(1)), front.substring(named.end()), query)
                : of("http", front, query);
    }

    private static LooseUrl of(String scheme, String rest, String query) {
        boolean web = PORTS.containsKey(scheme);
        int host = 0;
        while (host < rest.length() && (rest.charAt(host) == '/' || (web && rest.charAt(host) == '\\'))) {
            host++;
        }
        if (!web && host < 2) {
            return new LooseUrl(scheme, false, "", "", "", rest, query);
        }
        host = web ? host : 2;
        int path = host;
        while (path < rest.length() && rest.charAt(path) != '/' && !(web && rest.charAt(path) == '\\')) {
            path++;
        }
        String authority = rest.substring(host, path);
        int at = authority.lastIndexOf('@') + 1;
        int end = endOfHost(authority, at);
        return new LooseUrl(
                scheme,
                true,
                authority.substring(0, at),
                authority.substring(at, end),
                authority.substring(end),
                rest.substring(path),
                query);
    }

    private static int endOfHost(String authority, int start) {
        int bracket = authority.startsWith("[", start) ? authority.indexOf(']', start) : -1;
        boolean address = bracket > 0 && (bracket + 1 == authority.length() || authority.charAt(bracket + 1) == ':');
        int colon = authority.indexOf(':', address ? bracket : start);
        return colon < 0 ? authority.length() : colon;
    }

    /** Whether it is of a scheme that pages have. */
    boolean isWeb() {
        return PORTS.containsKey(scheme);
    }

    /** Without the port that its scheme has anyway. */
    LooseUrl withoutDefaultPort() {
        return port.equals(PORTS.get(scheme)) ? withHost(host, "") : this;
    }

    LooseUrl withScheme(String newScheme) {
        return new LooseUrl(newScheme, authority, credentials, host, port, path, query);
    }

    LooseUrl withCredentials(String newCredentials) {
        return new LooseUrl(scheme, authority, newCredentials, host, port, path, query);
    }

    LooseUrl withHost(String newHost, String newPort) {
        return new LooseUrl(scheme, authority, credentials, newHost, newPort, path, query);
    }

    LooseUrl withPath(String newPath) {
        return new LooseUrl(scheme, authority, credentials, host, port, newPath, query);
    }

    LooseUrl withQuery(String newQuery) {
        return new LooseUrl(scheme, authority, credentials, host, port, path, newQuery);
    }

    /** A host without dots at its ends and dots in a row. */
    static String withoutSpareDots(String host) {
        int start = 0;
        int end = host.length();
        while (start < end && host.charAt(start) == '.') {
            start++;
        }
        while (end > start && host.charAt(end - 1) == '.') {
            end--;
        }
        return DOTS.matcher(host.substring(start, end)).replaceAll(".");
    }

    /** A host that is an address, in the one spelling of that address. */
    static String withPlainAddress(String host) {
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        Optional<String> address = bracketed ? Ipv6.parse(host.substring(1, host.length() - 1)) : WhatwgHost.ipv4(host);
        return address.orElse(host);
    }

    /** A host in ASCII and lower case; as it is where it cannot be written so. */
    String asciiHost(String name) {
        if (!isWeb() || name.isEmpty() || name.startsWith("[")) {
            return name;
        }
        try {
            return IDN.toASCII(Octets.text(name), IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }

    private static String trimmed(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && text.charAt(start) <= ' ') {
            start++;
        }
        while (end > start && text.charAt(end - 1) <= ' ') {
            end--;
        }
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return scheme + ":" + (authority ? "//" : "") + credentials + host + port + path + query;
    }
}
