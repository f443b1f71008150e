package io.bloomery.data.url;

import crawlercommons.filters.basic.BasicURLNormalizer;
import crawlercommons.filters.basic.BasicURLNormalizer.IdnNormalization;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The form that crawler-commons, and with it Nutch and StormCrawler, give URLs: sorted query, no default port, no fragment.
 *
 * <p>Its release refuses IPv6 hosts; they go through it under another name here.
 */
public final class BasicUrlForm {

    private static final Pattern IPV6 =
            Pattern.compile("^([a-zA-Z][a-zA-Z0-9+.-]*+://)(?:[^/?#@]*+@)?\\[([^\\]/?#]*+)](?=[:/?#]|$)");
    private static final Pattern ESCAPED_HYPHEN = Pattern.compile("%2[dD]");
    private static final String STAND_IN = "ipv6.invalid";

    private final BasicURLNormalizer normalizer;

    /**
     * A form without some parameters of the query.
     *
     * @param unicodeHosts whether hosts are written in Unicode rather than in ASCII
     */
    public BasicUrlForm(List<String> queryParametersToRemove, boolean unicodeHosts) {
        this.normalizer = BasicURLNormalizer.newBuilder()
                .queryParamsToRemove(queryParametersToRemove)
                .idnNormalization(unicodeHosts ? IdnNormalization.UNICODE : IdnNormalization.PUNYCODE)
                .build();
    }

    /** The URL in this form; empty if it is none. */
    public Optional<String> of(String url) {
        Matcher ipv6 = IPV6.matcher(url);
        if (!ipv6.find()) {
            return filtered(url);
        }
        String address = ipv6.group(2).toLowerCase(Locale.ROOT);
        String renamed = ipv6.group(1) + STAND_IN + url.substring(ipv6.end());
        return Ipv6.parse(address)
                .flatMap(valid -> filtered(renamed))
                .map(form -> form.replaceFirst(Pattern.quote(STAND_IN), "[" + address + "]"));
    }

    private Optional<String> filtered(String url) {
        try {
            return Optional.ofNullable(normalizer.filter(withPlainHyphens(url)));
        } catch (RuntimeException e) { // release 1.6 fails on some URLs
            return Optional.empty();
        }
    }

    /** Release 1.6 loses count of the query behind an escaped hyphen in the path. */
    private static String withPlainHyphens(String url) {
        int query = url.indexOf('?');
        String path = query < 0 ? url : url.substring(0, query);
        return ESCAPED_HYPHEN.matcher(path).replaceAll("-") + url.substring(path.length());
    }
}
