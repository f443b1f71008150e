package io.bloomery.data.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * E-mail addresses as people write them: an unquoted local part of at most 64 characters, and a domain name whose last
 * label looks like a top-level domain.
 *
 * <p>Letters of scripts that are written without spaces end an address, so that it is found in the middle of a Chinese
 * sentence. Names of image files for dense screens, such as {@code icon@2x.png}, are no addresses.
 */
final class EmailFinder implements Finder {

    private static final long serialVersionUID = 1L;

    private static final int MAX_LOCAL = 64;
    private static final int MAX_DOMAIN = 253; // both limits: RFC 5321, 4.5.3.1
    private static final int FIRST_UNSPACED_SCRIPT = 0x0590; // Latin, Greek, Cyrillic and Armenian lie below
    private static final String LOCAL_MARKS = "!#$%&'*+/=?^_`{|}~-";
    private static final Set<String> IMAGE_ENDINGS = Set.of("png", "jpg", "jpeg", "gif", "webp", "svg");

    @Override
    public List<Span> find(String text) {
        List<Span> spans = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            int start = localStart(text, from, at);
            int end = domainEnd(text, at + 1);
            if (start < at && end > at) {
                spans.add(new Span(start, end));
                from = end;
            }
        }
        return spans;
    }

    private static int localStart(String text, int from, int at) {
        int first = Math.max(from, at - MAX_LOCAL);
        int start = at;
        for (int i = at - 1; i >= first; i--) {
            char c = text.charAt(i);
            if (isLetterOrDigit(c) || LOCAL_MARKS.indexOf(c) >= 0) {
                start = i;
            } else if (c != '.' || i + 1 != start || start == at) {
                break;
            }
        }
        return start;
    }

    private static int domainEnd(String text, int from) {
        int end = -1;
        int label = from;
        int last = Math.min(text.length(), from + MAX_DOMAIN);
        while (label < last && isLetterOrDigit(text.charAt(label))) {
            int run = label;
            while (run < last && (isLetterOrDigit(text.charAt(run)) || text.charAt(run) == '-')) {
                run++;
            }
            if (label > from && isTopLevel(text.substring(label, run))) {
                end = run;
            }
            if (run == last || text.charAt(run) != '.') {
                break;
            }
            label = run + 1;
        }
        return end;
    }

    private static boolean isTopLevel(String label) {
        if (label.length() < 2 || IMAGE_ENDINGS.contains(label.toLowerCase(Locale.ROOT))) {
            return false;
        }
        return label.startsWith("xn--") || label.chars().allMatch(Character::isLetter);
    }

    private static boolean isLetterOrDigit(char c) {
        return c < FIRST_UNSPACED_SCRIPT && Character.isLetterOrDigit(c);
    }
}
