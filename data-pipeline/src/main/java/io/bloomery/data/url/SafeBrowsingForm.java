package io.bloomery.data.url;

import java.util.regex.Pattern;

/**
 * The form in which Google's Safe Browsing looks URLs up: all escapes undone, dots and slashes in a row taken as one, and
 * what may not stand in a URL escaped again. Ports stay, as in the surt library, unless they are the scheme's own.
 */
final class SafeBrowsingForm {

    private static final Pattern SLASHES = Pattern.compile("//++");
    private static final Pattern EMPTY_PASSWORD = Pattern.compile(":@$");
    private static final String ESCAPED = "#%";

    private SafeBrowsingForm() {}

    /** The form of any text; a text without a scheme is taken for http. */
    static String of(String text) {
        LooseUrl url = LooseUrl.of(text).withoutDefaultPort();
        String credentials = EMPTY_PASSWORD.matcher(url.credentials()).replaceFirst("@");
        String host = LooseUrl.withoutSpareDots(Octets.decoded(url.host()));
        return url.withCredentials(recoded(credentials.equals("@") ? "" : credentials))
                .withHost(escaped(LooseUrl.withPlainAddress(url.asciiHost(host))), recoded(url.port()))
                .withPath(escaped(path(url)))
                .withQuery(recoded(url.query()))
                .toString();
    }

    private static String path(LooseUrl url) {
        if (!url.isWeb()) {
            String path = Octets.decoded(url.path());
            return path.startsWith("/") ? Rfc3986.withoutDots(path) : path;
        }
        String path = Octets.decoded(url.path().replace('\\', '/'));
        String rooted = url.path().isEmpty() ? "/" : path;
        return SLASHES.matcher(WhatwgUrl.withoutDotSegments(rooted)).replaceAll("/");
    }

    private static String recoded(String octets) {
        return escaped(Octets.decoded(octets));
    }

    private static String escaped(String octets) {
        return Octets.encoded(octets, ESCAPED);
    }
}
