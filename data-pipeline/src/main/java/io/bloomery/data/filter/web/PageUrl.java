package io.bloomery.data.filter.web;

import crawlercommons.domains.EffectiveTldFinder;
import io.bloomery.data.step.View;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A document's URL as lists look at it; any text is one.
 *
 * @param text the URL as it is
 * @param authority what stands between {@code //} and the path, in its own case
 * @param host lower case, without user, port and a full stop at its end
 */
record PageUrl(String text, String authority, String host) {

    static final View<PageUrl> VIEW = draft -> of(draft.url());

    private static final Pattern SCHEME = Pattern.compile("^[a-zA-Z][a-zA-Z0-9+.-]{0,30}://");
    private static final Pattern AFTER_AUTHORITY = Pattern.compile("[/?#]");
    private static final String WWW = "www.";

    static PageUrl of(String url) {
        int slashes = url.indexOf("//");
        String rest = slashes < 0 ? "" : url.substring(slashes + 2);
        String authority = AFTER_AUTHORITY.split(rest, 2)[0];
        return new PageUrl(url, authority, host(authority));
    }

    /** Without scheme and without slashes at its end, lower case. */
    String link() {
        String link = SCHEME.matcher(text.strip()).replaceFirst("").toLowerCase(Locale.ROOT);
        int end = link.length();
        while (end > 0 && link.charAt(end - 1) == '/') {
            end--;
        }
        return link.substring(0, end);
    }

    /** The host without {@code www.} */
    String bareHost() {
        return withoutWww(host);
    }

    /** The part of the host that somebody registered (public suffix list, private part left out); empty if there is none. */
    String registeredDomain() {
        String domain =
                host.isEmpty() || host.startsWith("[") ? null : EffectiveTldFinder.getAssignedDomain(host, true, true);
        return domain == null ? "" : domain;
    }

    static String withoutWww(String host) {
        return host.startsWith(WWW) ? host.substring(WWW.length()) : host;
    }

    private static String host(String authority) {
        String host = authority.substring(authority.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        int port = host.startsWith("[") ? host.indexOf("]:") + 1 : host.indexOf(':');
        host = port > 0 ? host.substring(0, port) : host;
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }
}
