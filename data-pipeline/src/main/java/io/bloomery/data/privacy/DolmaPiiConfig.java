package io.bloomery.data.privacy;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.privacy.dolma-pii}; the tagger {@code pii_regex_with_counts_fast_v2} and the mixer of Dolma.
 *
 * @param emailReplacement {@code email-replacement}: what comes in place of an e-mail address; <code>{}</code> stands for
 *     what was found
 * @param phoneReplacement {@code phone-replacement}: the same for phone numbers
 * @param ipReplacement {@code ip-replacement}: the same for IPv4 addresses
 * @param maxSpans {@code max-spans}: most pieces of personal data that a document may have
 */
public record DolmaPiiConfig(String emailReplacement, String phoneReplacement, String ipReplacement, int maxSpans)
        implements Serializable {
    public DolmaPiiConfig {
        requireNonNull(emailReplacement, "email-replacement");
        requireNonNull(phoneReplacement, "phone-replacement");
        requireNonNull(ipReplacement, "ip-replacement");
        if (maxSpans < 0) {
            throw new IllegalArgumentException("max-spans must be 0 or more but is " + maxSpans);
        }
    }
}
