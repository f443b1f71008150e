package io.bloomery.data.privacy;

import io.bloomery.data.step.Bound;
import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.Rule;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Replaces personal data of each kind that is switched on, and drops documents that are full of it.
 *
 * <p>What looks alike is told apart by check digits, lengths and calendars. Redacting a redacted text changes nothing: a
 * replacement is never found, and the text is looked through again until nothing is.
 */
final class RedactRule implements Rule {

    private static final long serialVersionUID = 1L;

    static final String FOUND = "pii-found";

    /** More rounds than any text was seen to need; a second one finds nothing in nearly all texts. */
    private static final int MAX_ROUNDS = 8;

    private final List<Kind> kinds;
    private final int maxFound;

    /** One kind of data: how it is found, what comes in its place, and the signal that counts it. */
    private record Kind(String signal, Finder finder, Redacted redacted) implements Serializable {}

    /** Kinds are looked for in the order of how sure their check is, as one number can look like several. */
    RedactRule(RedactConfig config) {
        this.kinds = Stream.of(
                        new Kind("pii-emails", new EmailFinder(), config.emails()),
                        new Kind("pii-ibans", new IbanFinder(), config.ibans()),
                        new Kind("pii-chinese-resident-ids", ChineseNumbers.residentIds(), config.chineseResidentIds()),
                        new Kind("pii-payment-cards", PaymentCards.finder(), config.paymentCards()),
                        new Kind(
                                "pii-us-social-security-numbers",
                                SocialSecurityNumbers.finder(),
                                config.usSocialSecurityNumbers()),
                        new Kind("pii-ip-addresses", new IpAddressFinder(config.onlyPublicIps()), config.ipAddresses()),
                        new Kind(
                                "pii-chinese-mobile-numbers",
                                ChineseNumbers.mobileNumbers(),
                                config.chineseMobileNumbers()),
                        new Kind("pii-dates", CalendarDays.finder(), config.dates()),
                        new Kind("pii-phones", new PhoneFinder(config.phoneRegions()), config.phones()))
                .filter(kind -> kind.redacted().enabled())
                .toList();
        this.maxFound = config.maxFound();
    }

    @Override
    public void apply(Draft draft) {
        int[] counts = new int[kinds.size()];
        String text = draft.text();
        String before = "";
        for (int round = 0; round < MAX_ROUNDS && !text.equals(before); round++) {
            before = text;
            text = redact(text, counts);
        }
        draft.rewrite(text);
        for (int i = 0; i < counts.length; i++) {
            draft.signal(kinds.get(i).signal(), counts[i]);
        }
        draft.signal(FOUND, Arrays.stream(counts).sum());
    }

    private String redact(String text, int[] counts) {
        String redacted = text;
        for (int i = 0; i < counts.length; i++) {
            Kind kind = kinds.get(i);
            List<Span> spans = kind.finder().find(redacted);
            redacted = Finder.replace(redacted, spans, found -> kind.redacted().replacement());
            counts[i] += spans.size();
        }
        return redacted;
    }

    @Override
    public List<Limit> limits() {
        return List.of(new Limit("pii", FOUND, Bound.AT_MOST, maxFound));
    }

    @Override
    public List<String> signals() {
        return Stream.concat(kinds.stream().map(Kind::signal), Stream.of(FOUND)).toList();
    }
}
