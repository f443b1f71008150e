package io.bloomery.data.url;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The key by which web archives take URLs for the same page: urlcanon's aggressive form, without https, {@code www.}, user,
 * fragment, session ids and a slash at the end, in lower case and with its query in order.
 */
final class ArchiveUrlKey {

    private static final Pattern WWW = Pattern.compile("^www[0-9]*+\\.");
    private static final Pattern SLASHES = Pattern.compile("//++");
    private static final Pattern QUERY_SESSION = Pattern.compile("(&|^)(?:jsessionid=[0-9a-z$]{10,}+"
            + "|sessionid=[0-9a-z]{16,}+|phpsessid=[0-9a-z]{16,}+|sid=[0-9a-z]{16,}+"
            + "|aspsessionid[a-z]{8}=[0-9a-z]{16,}+|cfid=[0-9]++&cftoken=[0-9a-z-]++)(&|$)");
    private static final Pattern ASPX_SESSION =
            Pattern.compile("(?<=/)(?:\\([0-9a-z]{24}\\)|\\((?:[a-z]\\([0-9a-z]{24}\\))++\\))/");
    private static final Pattern PATH_SESSION = Pattern.compile(";jsessionid=[0-9a-z]{32}$");
    private static final Pattern SPARE_AMPERSANDS = Pattern.compile("^&++|&++$|(?<=&)&++");
    private static final String ESCAPED = "#%";
    private static final String ESCAPED_IN_PATHS = "#%?";
    private static final String ESCAPED_IN_QUERIES = "#%&=";

    private ArchiveUrlKey() {}

    /** The key of any text; a text without a scheme is taken for http. */
    static String of(String text) {
        LooseUrl url = LooseUrl.of(text).withoutDefaultPort();
        String query = query(url.query());
        return url.withCredentials("")
                .withHost(host(url), Octets.encoded(Octets.decoded(url.port()), ESCAPED))
                .withPath(path(url))
                .withQuery(query.isEmpty() ? "" : "?" + query)
                .withScheme(url.scheme().equals("https") ? "http" : url.scheme())
                .toString();
    }

    private static String host(LooseUrl url) {
        String host = LooseUrl.withoutSpareDots(LooseUrl.withPlainAddress(Octets.decoded(url.host())));
        return WWW.matcher(Octets.encoded(url.asciiHost(host), ESCAPED)).replaceFirst("");
    }

    private static String path(LooseUrl url) {
        String path = Octets.encoded(Octets.decoded(url.path()), ESCAPED_IN_PATHS);
        if (url.isWeb()) {
            String forward = path.replace('\\', '/');
            String rooted = forward.startsWith("/") ? forward : "/" + forward;
            path = SLASHES.matcher(WhatwgUrl.withoutDotSegments(rooted)).replaceAll("/");
        } else if (path.startsWith("/")) {
            path = Rfc3986.withoutDots(path);
        }
        String lower = Octets.lowerCase(path);
        String lasting = lower.endsWith(".aspx") ? ASPX_SESSION.matcher(lower).replaceAll("") : lower;
        String page = PATH_SESSION.matcher(lasting).replaceFirst("");
        return page.length() > 1 && page.endsWith("/") ? page.substring(0, page.length() - 1) : page;
    }

    private static String query(String query) {
        if (query.length() <= 1) {
            return "";
        }
        String recoded = Arrays.stream(query.substring(1).split("&", -1))
                .map(ArchiveUrlKey::parameter)
                .sorted()
                .collect(Collectors.joining("&"));
        String lasting = QUERY_SESSION.matcher(Octets.lowerCase(recoded)).replaceAll("$1$2");
        return Arrays.stream(SPARE_AMPERSANDS.matcher(lasting).replaceAll("").split("&", -1))
                .sorted()
                .collect(Collectors.joining("&"));
    }

    private static String parameter(String parameter) {
        int equal = parameter.indexOf('=');
        String name = equal < 0 ? parameter : parameter.substring(0, equal);
        String value = equal < 0 ? "" : "=" + recoded(parameter.substring(equal + 1));
        return recoded(name) + value;
    }

    private static String recoded(String octets) {
        return Octets.encoded(Octets.decoded(octets), ESCAPED_IN_QUERIES);
    }
}
