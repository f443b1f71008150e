package io.bloomery.data.filter.web;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** A set of hosts; a line of a hosts file, with an address before the name, is the host of that name. */
final class HostSet implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final Set<String> hosts = new HashSet<>();

    HostSet(List<String> lines) {
        for (String line : lines) {
            String[] fields = SPACE.split(line.toLowerCase(Locale.ROOT), 3);
            boolean addressed = fields.length > 1 && isAddress(fields[0]);
            hosts.add(PageUrl.withoutWww(fields[addressed ? 1 : 0]));
        }
    }

    boolean has(String host) {
        return hosts.contains(PageUrl.withoutWww(host));
    }

    /** Whether a host or one above it is in the set. */
    boolean hasOrAbove(String host) {
        String above = PageUrl.withoutWww(host);
        while (!hosts.contains(above)) {
            int dot = above.indexOf('.');
            if (dot < 0) {
                return false;
            }
            above = above.substring(dot + 1);
        }
        return true;
    }

    private static boolean isAddress(String field) {
        return field.indexOf(':') >= 0
                || field.chars().allMatch(character -> character == '.' || Character.isDigit(character));
    }
}
