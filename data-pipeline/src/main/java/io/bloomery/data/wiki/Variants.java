package io.bloomery.data.wiki;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a reader sees of markup for the variants of a language, as in {@code -{zh-hans:计算机;zh-hant:電腦}-}: the text of the
 * most common variant, or nothing where it only tells the converter what to do (MediaWiki, "Writing systems/Syntax").
 */
final class Variants {

    private static final Set<String> LANGUAGES =
            Set.of("ban", "crh", "gan", "iu", "kk", "ku", "shi", "sr", "tg", "uz", "wuu", "zh", "zh-classical");
    private static final List<String> PREFERRED = List.of("zh-hans", "zh-cn", "zh", "sr-ec", "sr-cyrl");

    /** Flags of rules that are not shown where they stand. */
    private static final String HIDDEN = "HT-";

    private Variants() {}

    /** Whether the wikis of a language have such markup. */
    static boolean existIn(String language) {
        return LANGUAGES.contains(language);
    }

    /** The text to show of what stands between the braces. */
    static String shown(String markup) {
        int bar = markup.indexOf('|');
        String flags = bar < 0 ? "" : markup.substring(0, bar).strip();
        String text = markup.substring(bar + 1);
        if (flags.length() == 1 && HIDDEN.contains(flags)) {
            return "";
        }
        List<String> rules = List.of(text.split(";", -1));
        boolean hasRules = flags.chars().noneMatch(flag -> flag == 'R')
                && name(rules.get(0)).isPresent();
        return hasRules ? chosen(rules) : text;
    }

    private static String chosen(List<String> rules) {
        String best = rules.get(0);
        int rank = PREFERRED.size();
        for (String rule : rules) {
            int place = name(rule).map(PREFERRED::indexOf).orElse(-1);
            if (place >= 0 && place < rank) {
                best = rule;
                rank = place;
            }
        }
        return best.substring(best.indexOf(':') + 1).strip();
    }

    /** The variant that a rule is for; of {@code A=>zh-cn:B} it is that of B. */
    private static Optional<String> name(String rule) {
        int colon = rule.indexOf(':');
        int arrow = rule.indexOf("=>");
        if (colon < 0) {
            return Optional.empty();
        }
        int start = arrow >= 0 && arrow < colon ? arrow + 2 : 0;
        String name = rule.substring(start, colon).strip().toLowerCase(Locale.ROOT);
        boolean isCode = !name.isEmpty()
                && name.length() <= 12
                && name.chars().allMatch(letter -> letter == '-' || (letter >= 'a' && letter <= 'z'));
        return isCode ? Optional.of(name) : Optional.empty();
    }
}
