package io.bloomery.data.crawl;

import java.io.Serializable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * A block of IP addresses in CIDR notation, such as {@code 127.0.0.0/8}.
 *
 * @param network an address of the block, as text
 * @param bits length of the prefix
 */
public record CidrBlock(String network, int bits) implements Serializable {

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    public CidrBlock {
        int width = address(network).length * Byte.SIZE;
        if (bits < 0 || bits > width) {
            throw new IllegalArgumentException(
                    "prefix of " + network + " must be in [0, " + width + "] but is " + bits);
        }
    }

    /** Reads {@code address/bits}, or an address alone for a block of one. */
    public static CidrBlock parse(String text) {
        int slash = text.indexOf('/');
        String network = slash < 0 ? text : text.substring(0, slash);
        String bits = slash < 0 ? Integer.toString(address(network).length * Byte.SIZE) : text.substring(slash + 1);
        if (!bits.matches("[0-9]{1,3}")) {
            throw new IllegalArgumentException("'" + text + "' is not a block such as 10.0.0.0/8");
        }
        return new CidrBlock(network, Integer.parseInt(bits));
    }

    /** Whether the address lies in the block; an address of the other family never does. */
    public boolean contains(InetAddress address) {
        byte[] mine = address(network);
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if (((mine[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    private static byte[] address(String text) {
        if (!ADDRESS.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is not an IP address");
        }
        try {
            return InetAddress.getByName(text).getAddress(); // a literal: nothing is looked up
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("'" + text + "' is not an IP address", e);
        }
    }
}
