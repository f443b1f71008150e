package io.bloomery.data.crawl;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * HOCON: {@code crawl.network}; how the crawler reaches the web. Nothing here decides what a page holds.
 *
 * @param requestTimeout {@code request-timeout}: for one whole request, from connecting to the last byte
 * @param idleTimeout {@code idle-timeout}: how long nothing may come, be it a connection, an answer or its next byte
 * @param proxy {@code proxy}: {@code host:port} of an HTTP proxy; empty for none
 * @param allowAddresses {@code allow-addresses}: blocks such as {@code 10.1.0.0/16} that may be visited although they
 *     are not public
 */
public record NetworkConfig(Duration requestTimeout, Duration idleTimeout, String proxy, List<String> allowAddresses)
        implements Serializable {

    private static final Pattern PROXY = Pattern.compile("([a-zA-Z0-9.-]+|\\[[0-9a-fA-F:.]+]):([0-9]{1,5})");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");
    private static final int MAX_PORT = 65535;

    public NetworkConfig {
        requirePositive("request-timeout", requestTimeout);
        requirePositive("idle-timeout", idleTimeout);
        Matcher matcher = PROXY.matcher(proxy);
        boolean valid = matcher.matches() && Integer.parseInt(matcher.group(2)) <= MAX_PORT;
        if (!proxy.isEmpty() && !valid) {
            throw new IllegalArgumentException("proxy must be host:port but is '" + proxy + "'");
        }
        allowAddresses = List.copyOf(allowAddresses);
        try {
            allowAddresses.forEach(CidrBlock::parse);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("allow-addresses: " + e.getMessage(), e);
        }
    }

    /** The same with one more block that may be visited. */
    public NetworkConfig withAllowed(String block) {
        List<String> blocks =
                Stream.concat(allowAddresses.stream(), Stream.of(block)).toList();
        return new NetworkConfig(requestTimeout, idleTimeout, proxy, blocks);
    }

    private static void requirePositive(String key, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(key + " must be positive but is " + duration);
        }
    }

    /** Which addresses may be connected to. */
    public AddressGuard addressGuard() {
        return new AddressGuard(allowAddresses.stream().map(CidrBlock::parse).toList());
    }

    public boolean hasProxy() {
        return !proxy.isEmpty();
    }

    public String proxyHost() {
        return proxy.substring(0, proxy.lastIndexOf(':'));
    }

    public int proxyPort() {
        return Integer.parseInt(proxy.substring(proxy.lastIndexOf(':') + 1));
    }

    /** Whether all requests go to a proxy on this machine. */
    boolean staysOnThisMachine() {
        return hasProxy() && isLoopback(proxyHost());
    }

    static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host).matches();
    }
}
