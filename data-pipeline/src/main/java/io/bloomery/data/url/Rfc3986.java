package io.bloomery.data.url;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Resolves references of any scheme as RFC 3986, section 5, does, and changes nothing else. */
public final class Rfc3986 {

    private static final Pattern PARTS =
            Pattern.compile("(?s)(?:([^:/?#]++):)?(?://([^/?#]*+))?([^?#]*+)(\\?[^#]*+)?(#.*+)?");

    private Rfc3986() {}

    /** The URL that a reference on a page points to. */
    public static String resolve(String base, String reference) {
        Matcher to = matched(reference);
        Matcher from = matched(base);
        if (to.group(1) != null) {
            return written(to.group(1), to.group(2), withoutDots(to.group(3)), to.group(4), to.group(5));
        }
        if (to.group(2) != null) {
            return written(from.group(1), to.group(2), withoutDots(to.group(3)), to.group(4), to.group(5));
        }
        if (to.group(3).isEmpty()) {
            String query = to.group(4) == null ? from.group(4) : to.group(4);
            return written(from.group(1), from.group(2), from.group(3), query, to.group(5));
        }
        String path = to.group(3).startsWith("/") ? to.group(3) : merged(from, to.group(3));
        return written(from.group(1), from.group(2), withoutDots(path), to.group(4), to.group(5));
    }

    private static String merged(Matcher base, String path) {
        if (base.group(2) != null && base.group(3).isEmpty()) {
            return "/" + path;
        }
        return base.group(3).substring(0, base.group(3).lastIndexOf('/') + 1) + path;
    }

    static String withoutDots(String path) {
        if (path.isEmpty()) {
            return path;
        }
        Deque<String> segments = new ArrayDeque<>();
        String[] parts = path.split("/", -1);
        boolean rooted = parts[0].isEmpty();
        for (int i = rooted ? 1 : 0; i < parts.length; i++) {
            boolean dots = parts[i].equals(".") || parts[i].equals("..");
            if (parts[i].equals("..")) {
                segments.pollLast();
            }
            if (!dots) {
                segments.addLast(parts[i]);
            } else if (i == parts.length - 1) {
                segments.addLast("");
            }
        }
        return (rooted ? "/" : "") + String.join("/", segments);
    }

    private static String written(String scheme, String authority, String path, String query, String fragment) {
        return (scheme == null ? "" : scheme + ":")
                + (authority == null ? "" : "//" + authority)
                + path
                + (query == null ? "" : query)
                + (fragment == null ? "" : fragment);
    }

    private static Matcher matched(String url) {
        Matcher matcher = PARTS.matcher(url);
        if (!matcher.matches()) {
            throw new IllegalStateException("every text has the parts of a URL, but not " + url);
        }
        return matcher;
    }
}
