package io.bloomery.data.filter.dclm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.bloomery.data.segment.PythonText;
import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.List;

/**
 * HOCON: {@code clean.rules.dclm.substring}.
 *
 * @param banlist {@code banlist}: what a document must not have, each a regular expression (RE2 syntax)
 * @param banlistFromFname {@code banlist-from-fname}: file with one such expression a line, which replaces {@code banlist}; empty for none
 * @param location {@code location}: where it must not have it
 * @param caseSensitive {@code case-sensitive}: whether case counts
 * @param exactWord {@code exact-word}: whether only whole words count
 */
public record SubstringConfig(
        List<String> banlist, String banlistFromFname, Location location, boolean caseSensitive, boolean exactWord)
        implements RuleFactory, Serializable {
    public SubstringConfig {
        banlist = List.copyOf(banlist);
        requireNonNull(banlistFromFname, "banlist-from-fname");
        requireNonNull(location, "location");
    }

    @Override
    public Rule create(ResourceReader resources) throws IOException {
        List<String> parts = banlistFromFname.isEmpty() ? banlist : lines(resources);
        BannedText banned = new BannedText(parts, location, caseSensitive, exactWord);
        return SignalRule.atMost("dclm-substring", 0, draft -> banned.isIn(draft.text()) ? 1 : 0);
    }

    private List<String> lines(ResourceReader resources) throws IOException {
        try (InputStream file = resources.open(banlistFromFname)) {
            return PythonText.lines(new String(file.readAllBytes(), UTF_8)).stream()
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }
}
