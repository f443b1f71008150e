package io.bloomery.data.privacy;

import java.io.Serializable;
import java.util.List;

/**
 * HOCON: {@code clean.rules.privacy.datatrove-pii}; the options of datatrove's {@code PIIFormatter}.
 *
 * @param removeEmails {@code remove-emails}: whether e-mail addresses are replaced
 * @param removeIps {@code remove-ips}: whether IPv4 addresses are replaced
 * @param onlyRemovePublicIps {@code only-remove-public-ips}: whether addresses of private networks stay
 * @param emailReplacement {@code email-replacement}: what comes in place of the first, second, ... address of a document,
 *     from the start again when they are used up
 * @param ipReplacement {@code ip-replacement}: the same for IPv4 addresses
 */
public record DatatrovePiiConfig(
        boolean removeEmails,
        boolean removeIps,
        boolean onlyRemovePublicIps,
        List<String> emailReplacement,
        List<String> ipReplacement)
        implements Serializable {
    public DatatrovePiiConfig {
        emailReplacement = List.copyOf(emailReplacement);
        ipReplacement = List.copyOf(ipReplacement);
        if (emailReplacement.isEmpty() || ipReplacement.isEmpty()) {
            throw new IllegalArgumentException("email-replacement and ip-replacement need at least one text each");
        }
    }
}
