package io.bloomery.data.privacy;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** IPv4 and IPv6 addresses that stand by themselves; with longer dotted numbers, such as versions, left alone. */
final class IpAddressFinder implements Finder {

    private static final long serialVersionUID = 1L;

    private static final Pattern VERSION_4 =
            Pattern.compile("(?<![0-9A-Za-z_.])[0-9]{1,3}(?:\\.[0-9]{1,3}){3}(?![0-9A-Za-z_]|\\.[0-9])");
    private static final Pattern VERSION_6 =
            Pattern.compile("(?<![0-9A-Za-z_:.])[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:]{1,38}(?![0-9A-Za-z_:])");
    private static final int GROUPS = 8;

    private final Finder version4;
    private final Finder version6;

    IpAddressFinder(boolean onlyPublic) {
        this.version4 = new PatternFinder(
                VERSION_4,
                PatternFinder.DIGIT,
                onlyPublic ? PublicAddresses::isPublicVersion4 : PublicAddresses::isVersion4);
        this.version6 = new PatternFinder(
                VERSION_6,
                c -> c == ':' || Character.digit(c, 16) >= 0,
                onlyPublic ? IpAddressFinder::isPublicVersion6 : IpAddressFinder::isVersion6);
    }

    @Override
    public List<Span> find(String text) {
        return Finder.withoutOverlaps(Stream.concat(version4.find(text).stream(), version6.find(text).stream()));
    }

    static boolean isVersion6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text) == GROUPS;
        }
        int before = gap == 0 ? 0 : groups(text.substring(0, gap));
        int after = gap + 2 == text.length() ? 0 : groups(text.substring(gap + 2));
        return before >= 0 && after >= 0 && before + after < GROUPS;
    }

    /** Whether the address is in the block of global unicast, 2000::/3, and not one of documentation or tunnels. */
    static boolean isPublicVersion6(String text) {
        if (!isVersion6(text) || text.startsWith(":")) {
            return false;
        }
        int first = group(text, 0);
        int second = group(text, 1);
        boolean special =
                (first == 0x2001 && (second < 0x200 || second == 0xdb8)) || (first == 0x3fff && second < 0x1000);
        return first >> 13 == 1 && !special;
    }

    /** How many groups of one to four digits a text without gap has, or -1 if it is something else. */
    private static int groups(String text) {
        String[] groups = text.split(":", -1);
        for (String group : groups) {
            if (group.isEmpty() || group.length() > 4) {
                return -1;
            }
        }
        return groups.length;
    }

    private static int group(String text, int index) {
        String group = text.split(":", -1)[index];
        return group.isEmpty() ? 0 : Integer.parseInt(group, 16);
    }
}
