package io.bloomery.data.privacy;

import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.Rule;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Replaces e-mail addresses and public IPv4 addresses as datatrove's {@code PIIFormatter} does, and never drops.
 *
 * <p>Deviation: the replacements of each document begin with the first one, where datatrove goes on from the document
 * before, so that a document does not depend on its neighbours.
 */
final class DatatrovePiiRule implements Rule {

    private static final long serialVersionUID = 1L;

    static final String EMAILS = "datatrove-pii-emails";
    static final String IPS = "datatrove-pii-ips";

    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)";
    private static final Pattern IP = Pattern.compile("(?:" + OCTET + "\\.){3}" + OCTET);

    private final DatatrovePiiConfig config;
    private final Finder emails = new DatatroveEmails();
    private final Finder ips;

    DatatrovePiiRule(DatatrovePiiConfig config) {
        this.config = config;
        this.ips = new PatternFinder(
                IP,
                PatternFinder.DIGIT,
                config.onlyRemovePublicIps() ? PublicAddresses::isPublicVersion4 : PublicAddresses::isVersion4);
    }

    @Override
    public void apply(Draft draft) {
        if (config.removeEmails()) {
            replace(draft, emails, config.emailReplacement(), EMAILS);
        }
        if (config.removeIps()) {
            replace(draft, ips, config.ipReplacement(), IPS);
        }
    }

    @Override
    public List<Limit> limits() {
        return List.of();
    }

    @Override
    public List<String> signals() {
        return List.of(EMAILS, IPS);
    }

    private static void replace(Draft draft, Finder finder, List<String> replacements, String signal) {
        List<Span> spans = finder.find(draft.text());
        int[] used = {0};
        draft.rewrite(Finder.replace(draft.text(), spans, found -> replacements.get(used[0]++ % replacements.size())));
        draft.signal(signal, spans.size());
    }
}
