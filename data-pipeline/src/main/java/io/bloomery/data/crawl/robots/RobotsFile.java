package io.bloomery.data.crawl.robots;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A robots.txt file, read as RFC 9309 says.
 *
 * <p>Where a site wrapped its file in HTML, the tags are taken off; an HTML page instead of a file holds no rule.
 * <p>Groups of the same agent are merged when they are asked for. Records that are no rules, such as Crawl-delay and
 * Sitemap, do not end a group's list of agents (2.2.4), but count only for the agents named directly before them.
 */
public final class RobotsFile {

    /** How much of a file is read; RFC 9309, 2.5, asks for at least 500 kibibytes. */
    public static final int MAX_BYTES = 500 * 1024;

    private static final String EVERYBODY = "*";
    private static final Pattern LINE_END = Pattern.compile("[\r\n]");
    private static final Pattern TAG = Pattern.compile("<[^<>]*>");
    private static final String BYTE_ORDER_MARK =
            new String(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, ISO_8859_1);

    private final List<Group> groups = new ArrayList<>();
    private final List<Extension> extensions = new ArrayList<>();
    private final Set<String> sitemaps = new LinkedHashSet<>();

    private RobotsFile() {}

    /** Reads a file; never fails, whatever the bytes are. */
    public static RobotsFile parse(byte[] content) {
        RobotsFile file = new RobotsFile();
        Group group = new Group();
        Set<String> named = new HashSet<>(); // the agents that an extension belongs to
        boolean namesMayFollow = false;
        boolean extended = false;
        for (String text : lines(content)) {
            Optional<RobotsLine> read = RobotsLine.parse(text);
            if (read.isEmpty()) {
                continue;
            }
            RobotsLine line = read.get();
            switch (line.field()) {
                case SITEMAP -> file.sitemaps.add(line.value());
                case USER_AGENT -> {
                    if (!namesMayFollow) {
                        group = new Group();
                        file.groups.add(group);
                    }
                    if (!namesMayFollow || extended) {
                        named = new HashSet<>();
                    }
                    namesMayFollow = true;
                    extended = false;
                    group.agents.add(token(line.value()));
                    named.add(token(line.value()));
                }
                case ALLOW, DISALLOW -> {
                    namesMayFollow = false;
                    group.add(line);
                }
                case CRAWL_DELAY, CONTENT_USAGE, CONTENT_SIGNAL -> {
                    extended = true;
                    file.extensions.add(new Extension(named, line));
                }
            }
        }
        return file;
    }

    /** What the file says to a crawler: its own group, else that of {@code *}, else nothing. */
    public AgentRules forAgent(String productToken) {
        String token = token(productToken);
        boolean named = !token.isEmpty() && groups.stream().anyMatch(group -> group.agents.contains(token));
        String agent = named ? token : EVERYBODY;
        List<RobotsRule> rules = groups.stream()
                .filter(group -> group.agents.contains(agent))
                .flatMap(group -> group.rules.stream())
                .sorted(RobotsRule.PRECEDENCE)
                .toList();
        List<RobotsLine> others = extensions.stream()
                .filter(extension -> extension.agents.contains(agent))
                .map(Extension::line)
                .toList();
        return AgentRules.of(rules, others);
    }

    /** The sitemaps, as written and in order, each once; they are for all crawlers. */
    public List<String> sitemaps() {
        return List.copyOf(sitemaps);
    }

    private static List<String> lines(byte[] content) {
        int length = Math.min(content.length, MAX_BYTES);
        boolean wide = length >= 2
                && ((content[0] == (byte) 0xfe && content[1] == (byte) 0xff)
                        || (content[0] == (byte) 0xff && content[1] == (byte) 0xfe));
        String octets = wide
                ? new String(new String(content, 0, length, UTF_16).getBytes(UTF_8), ISO_8859_1)
                : new String(content, 0, length, ISO_8859_1);
        String text = octets.startsWith(BYTE_ORDER_MARK) ? octets.substring(BYTE_ORDER_MARK.length()) : octets;
        String plain = text.stripLeading().startsWith("<") ? TAG.matcher(text).replaceAll("") : text;
        List<String> lines = Arrays.asList(LINE_END.split(plain, -1));
        boolean cut = content.length > MAX_BYTES; // the last line then says something else than the site wrote
        return cut ? lines.subList(0, lines.size() - 1) : lines;
    }

    /** The product token a value begins with, in lower case; digits count, as sites write them. */
    private static String token(String value) {
        if (value.startsWith(EVERYBODY) && (value.length() == 1 || value.charAt(1) <= ' ')) {
            return EVERYBODY;
        }
        int end = 0;
        while (end < value.length() && isTokenCharacter(value.charAt(end))) {
            end++;
        }
        return value.substring(0, end).toLowerCase(Locale.ROOT);
    }

    private static boolean isTokenCharacter(char octet) {
        return octet < 0x80 && (Character.isLetterOrDigit(octet) || octet == '-' || octet == '_');
    }

    /** Agents and the rules that follow them. */
    private static final class Group {
        private final Set<String> agents = new HashSet<>();
        private final List<RobotsRule> rules = new ArrayList<>();

        void add(RobotsLine line) {
            if (!agents.isEmpty() && !line.value().isEmpty()) {
                boolean allow = line.field() == RobotsLine.Field.ALLOW;
                rules.add(new RobotsRule(allow, RobotsPattern.parse(line.value())));
            }
        }
    }

    /** A record that is no rule, and the agents it is meant for. */
    private record Extension(Set<String> agents, RobotsLine line) {}
}
