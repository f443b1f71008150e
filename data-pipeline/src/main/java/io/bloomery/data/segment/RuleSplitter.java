package io.bloomery.data.segment;

import static io.bloomery.data.segment.Characters.isAsciiLetter;
import static io.bloomery.data.segment.PythonCharacters.isSpace;

import java.util.Arrays;
import java.util.List;

/**
 * Words by the rules of spaCy 3.8: white space first, then named words, affixes, web addresses and infixes, then named
 * words that stand across what was cut.
 *
 * <p>Punctuation marks are words of their own; white space is none.
 */
final class RuleSplitter implements WordSplitter {

    private static final int SEVERAL = 16; // suffixes that a word has room for at first

    private final NamedWords named;
    private final Infixes infixes;
    private final CutNames cutNames;

    RuleSplitter(NamedWords named, Infixes infixes) {
        this.named = named;
        this.infixes = infixes;
        this.cutNames = new CutNames(cutNames(), named);
    }

    @Override
    public Parts split(String text) {
        Parts.Builder parts = new Parts.Builder(text);
        int length = text.length();
        int i = 0;
        while (i < length) {
            char c = text.charAt(i);
            if (isSpace(c)) {
                i++;
                continue;
            }
            int start = i;
            boolean plain = true;
            do {
                plain &= isAsciiLetter(c);
                c = ++i < length ? text.charAt(i) : ' ';
            } while (!isSpace(c));
            if (named.contains(text, start, i)) {
                named.split(text, start, i, parts);
            } else if (plain) {
                parts.add(start, i);
            } else {
                split(text, start, i, true, parts);
            }
        }
        return cutNames.joined(parts).build();
    }

    private void split(String text, int from, int to, boolean withNames, Parts.Builder parts) {
        int start = from;
        int end = to;
        int[] suffixes = new int[SEVERAL]; // their starts, the last one first
        int cut = 0;
        while (start < end && !(withNames && named.contains(text, start, end))) {
            int prefix = Affixes.prefix(text, start, end);
            if (prefix > 0 && withNames && start + prefix < end && named.contains(text, start + prefix, end)) {
                parts.add(start, start + prefix);
                start += prefix;
                break;
            }
            int suffix = Affixes.suffix(text, start + prefix, end);
            if (prefix == 0 && suffix == 0) {
                break;
            }
            boolean namedBefore =
                    suffix > 0 && withNames && end - suffix > start && named.contains(text, start, end - suffix);
            if (suffix > 0) {
                suffixes = cut == suffixes.length ? Arrays.copyOf(suffixes, cut * 2) : suffixes;
                end -= suffix;
                suffixes[cut++] = end;
            }
            if (namedBefore) {
                break;
            }
            if (prefix > 0) {
                parts.add(start, start + prefix);
                start += prefix;
            }
        }
        if (start < end) {
            splitInside(text, start, end, withNames, parts);
        }
        for (int i = cut - 1; i >= 0; i--) {
            parts.add(suffixes[i], i == 0 ? to : suffixes[i - 1]);
        }
    }

    private void splitInside(String text, int start, int end, boolean withNames, Parts.Builder parts) {
        if (withNames && named.contains(text, start, end)) {
            named.split(text, start, end, parts);
        } else if (WebAddresses.matches(text, start, end)) {
            parts.add(start, end);
        } else {
            infixes.split(text, start, end, parts);
        }
    }

    /** The named words that a rule cuts, as the words that the rules make of them. */
    private List<List<String>> cutNames() {
        return named.names().stream()
                .filter(name -> Affixes.prefix(name, 0, name.length()) > 0
                        || Affixes.suffix(name, 0, name.length()) > 0
                        || infixes.cut(name))
                .map(this::cut)
                .toList();
    }

    private List<String> cut(String name) {
        Parts.Builder parts = new Parts.Builder(name);
        split(name, 0, name.length(), false, parts);
        return parts.build().list();
    }
}
