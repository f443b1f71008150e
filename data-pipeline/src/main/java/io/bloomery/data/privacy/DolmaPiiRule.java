package io.bloomery.data.privacy;

import io.bloomery.data.step.Bound;
import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Replaces e-mail addresses, North American phone numbers and IPv4 addresses as Dolma's tagger and mixer do, and drops
 * documents that are full of them.
 *
 * <p>Looked for line by line; an address or number at the very start or end of the text has no white space around it and
 * is not seen. Of two that overlap the first is replaced, and both are counted.
 */
final class DolmaPiiRule implements Rule {

    private static final long serialVersionUID = 1L;

    static final String SPANS = "dolma-pii-spans";

    private static final int MAX_QUESTION_MARKS = 10_000; // as in the tagger, which gives up beyond
    private static final String SPACE = "[\\s\\x1c-\\x1f]";
    private static final Pattern PHONE = Pattern.compile(
            "(?<!" + SPACE + ")" + SPACE + "++\\(?\\d{3}\\)?[-. ]*+\\d{3}[-. ]?\\d{4}",
            Pattern.UNICODE_CHARACTER_CLASS);
    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)";
    private static final Pattern IP = Pattern.compile("(?:" + OCTET + "\\.){3}" + OCTET);

    private final DolmaPiiConfig config;
    private final Finder emails = new DolmaEmails();
    private final Finder phones = new PatternFinder(PHONE, DolmaEmails::isSpace, match -> true);
    private final Finder ips = new PatternFinder(IP, PatternFinder.DIGIT, match -> true);

    /** A span and what comes in its place. */
    private record Replacement(Span span, String text) {}

    DolmaPiiRule(DolmaPiiConfig config) {
        this.config = config;
    }

    @Override
    public void apply(Draft draft) {
        List<Replacement> found = find(draft.text());
        draft.signal(SPANS, found.size());
        draft.rewrite(replace(draft.text(), found));
    }

    @Override
    public List<Limit> limits() {
        return List.of(new Limit("dolma-pii", SPANS, Bound.AT_MOST, config.maxSpans()));
    }

    private List<Replacement> find(String text) {
        List<Replacement> found = new ArrayList<>();
        if (text.chars().filter(c -> c == '?').count() > MAX_QUESTION_MARKS) {
            return found;
        }
        for (int start = 0; start < text.length(); ) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline + 1;
            String line = text.substring(start, end);
            add(found, emails.find(line), start, config.emailReplacement());
            add(found, phones.find(line), start, config.phoneReplacement());
            add(found, ips.find(line), start, config.ipReplacement());
            start = end;
        }
        return found;
    }

    private static void add(List<Replacement> found, List<Span> spans, int offset, String replacement) {
        for (Span span : spans) {
            found.add(new Replacement(new Span(offset + span.start(), offset + span.end()), replacement));
        }
    }

    private static String replace(String text, List<Replacement> found) {
        StringBuilder replaced = new StringBuilder(text.length());
        int from = 0;
        for (Replacement replacement : found.stream()
                .sorted(Comparator.comparingInt(r -> r.span().start()))
                .toList()) {
            Span span = replacement.span();
            if (span.start() >= from) {
                replaced.append(text, from, span.start())
                        .append(replacement.text().replace("{}", span.of(text)));
                from = span.end();
            }
        }
        return replaced.append(text, from, text.length()).toString();
    }
}
