package io.bloomery.data.crawl;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses a crawl may connect to: public ones, and those the configuration names.
 *
 * <p>Pages are hostile: a link or a name server can point at the machine's own services, at the network behind it or at
 * a cloud's metadata service. The refused blocks are those of the IANA special-purpose registries (RFC 6890). IPv6
 * addresses that carry an IPv4 address inside are judged by that one.
 */
public final class AddressGuard implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final List<CidrBlock> REFUSED = blocks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "168.63.129.16/32", // the virtual machine service of Azure, at a public address
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20");
    private static final CidrBlock GLOBAL_IPV6 = CidrBlock.parse("2000::/3");
    private static final CidrBlock NAT64 = CidrBlock.parse("64:ff9b::/96");
    private static final int NAT64_PREFIX_BYTES = 12;

    private final List<CidrBlock> allowed;

    public AddressGuard(List<CidrBlock> allowed) {
        this.allowed = List.copyOf(requireNonNull(allowed, "allowed"));
    }

    private static List<CidrBlock> blocks(String... texts) {
        return Arrays.stream(texts).map(CidrBlock::parse).toList();
    }

    /** Whether a connection to this address may be opened. */
    public boolean isAllowed(InetAddress address) {
        return isIn(allowed, address) || isPublic(address);
    }

    private static boolean isPublic(InetAddress address) {
        if (NAT64.contains(address)) {
            return isPublic(carriedAddress(address));
        }
        boolean routed = !(address instanceof Inet6Address) || GLOBAL_IPV6.contains(address);
        return routed && !isIn(REFUSED, address);
    }

    private static InetAddress carriedAddress(InetAddress address) {
        byte[] bytes = address.getAddress();
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, NAT64_PREFIX_BYTES, bytes.length));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private static boolean isIn(List<CidrBlock> blocks, InetAddress address) {
        return blocks.stream().anyMatch(block -> block.contains(address));
    }
}
