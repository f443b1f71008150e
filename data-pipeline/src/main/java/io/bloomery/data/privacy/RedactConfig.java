package io.bloomery.data.privacy;

import static java.util.Objects.requireNonNull;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.io.Serializable;
import java.util.List;

/**
 * HOCON: {@code clean.rules.privacy.redact}; what is replaced, and by what.
 *
 * @param emails {@code emails}: e-mail addresses
 * @param ipAddresses {@code ip-addresses}: IPv4 and IPv6 addresses
 * @param onlyPublicIps {@code only-public-ips}: whether addresses of private networks and of documentation stay
 * @param phones {@code phones}: phone numbers
 * @param phoneRegions {@code phone-regions}: ISO 3166 codes of the countries whose national forms are known as well; the
 *     international form, with a plus, always is
 * @param paymentCards {@code payment-cards}: numbers of payment cards
 * @param ibans {@code ibans}: international bank account numbers
 * @param usSocialSecurityNumbers {@code us-social-security-numbers}: in their written form, with hyphens or spaces
 * @param chineseResidentIds {@code chinese-resident-ids}: of 18 and of 15 digits
 * @param chineseMobileNumbers {@code chinese-mobile-numbers}: of 11 digits, with or without the country
 * @param dates {@code dates}: calendar days in digits, such as days of birth
 * @param maxFound {@code max-found}: most pieces of personal data that a document may have
 */
public record RedactConfig(
        Redacted emails,
        Redacted ipAddresses,
        boolean onlyPublicIps,
        Redacted phones,
        List<String> phoneRegions,
        Redacted paymentCards,
        Redacted ibans,
        Redacted usSocialSecurityNumbers,
        Redacted chineseResidentIds,
        Redacted chineseMobileNumbers,
        Redacted dates,
        int maxFound)
        implements Serializable {
    public RedactConfig {
        requireNonNull(emails, "emails");
        phoneRegions = List.copyOf(phoneRegions);
        for (String region : phoneRegions) {
            if (!PhoneNumberUtil.getInstance().getSupportedRegions().contains(region)) {
                throw new IllegalArgumentException("phone-regions names '" + region
                        + "', which is no country that is known; write ISO 3166 codes such as US");
            }
        }
        if (maxFound < 0) {
            throw new IllegalArgumentException("max-found must be 0 or more but is " + maxFound);
        }
    }
}
