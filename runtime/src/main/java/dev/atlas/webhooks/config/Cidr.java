package dev.atlas.webhooks.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * A range of IP addresses in CIDR notation (RFC 4632, RFC 4291 section 2.3), such as {@code 10.0.0.0/8} or
 * {@code fd00::/8}. Immutable; never looks a name up.
 *
 * @param network the first address of the range
 * @param prefixLength how many leading bits all addresses of the range share: 0 to 32 for IPv4, 0 to 128 for IPv6
 */
public record Cidr(InetAddress network, int prefixLength) {

    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("(?=.*:)[0-9a-fA-F:.]+");
    private static final Pattern PREFIX_LENGTH = Pattern.compile("\\d{1,3}");

    /**
     * @throws IllegalArgumentException when the prefix length is out of range or the network has bits set after it
     */
    public Cidr {
        byte[] bytes = network.getAddress();
        network = address(bytes);
        int bits = bytes.length * 8;
        if (prefixLength < 0 || prefixLength > bits) {
            throw new IllegalArgumentException(
                    "the length after '/' is %d; allowed here is 0 to %d".formatted(prefixLength, bits));
        }
        InetAddress first = address(withoutBitsAfter(prefixLength, bytes));
        if (!first.equals(network)) {
            throw new IllegalArgumentException("%s/%d is not the start of a range; did you mean %s/%d or %s/%d?"
                    .formatted(
                            network.getHostAddress(),
                            prefixLength,
                            first.getHostAddress(),
                            prefixLength,
                            network.getHostAddress(),
                            bits));
        }
    }

    /**
     * Reads {@code address/length}; the address alone means that one address.
     *
     * @throws IllegalArgumentException for anything else; the message says what is wrong and what is allowed
     */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            InetAddress address = literal(text, text);
            return new Cidr(address, address.getAddress().length * 8);
        }
        String length = text.substring(slash + 1);
        if (!PREFIX_LENGTH.matcher(length).matches()) {
            throw notCidr(text);
        }
        return new Cidr(literal(text.substring(0, slash), text), Integer.parseInt(length));
    }

    /** Whether the address lies in this range. An IPv4 address never lies in an IPv6 range, nor the reverse. */
    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        byte[] start = network.getAddress();
        return bytes.length == start.length && Arrays.equals(withoutBitsAfter(prefixLength, bytes), start);
    }

    /** The notation that {@link #parse} reads. */
    @Override
    public String toString() {
        return network.getHostAddress() + "/" + prefixLength;
    }

    private static byte[] withoutBitsAfter(int prefixLength, byte[] address) {
        byte[] kept = address.clone();
        for (int i = 0; i < kept.length; i++) {
            int bitsKept = Math.max(0, Math.min(8, prefixLength - i * 8));
            kept[i] &= (byte) (0xFF << (8 - bitsKept));
        }
        return kept;
    }

    private static InetAddress literal(String address, String text) {
        // Checked first, because getByName would ask DNS about anything that is not a literal.
        if (!IPV4.matcher(address).matches() && !IPV6.matcher(address).matches()) {
            throw notCidr(text);
        }
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw notCidr(text);
        }
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an IP address has 4 or 16 bytes, not " + bytes.length, e);
        }
    }

    private static IllegalArgumentException notCidr(String text) {
        return new IllegalArgumentException(
                "'%s' is not an address range; write it like 10.0.0.0/8, 192.168.1.7/32 or fd00::/8".formatted(text));
    }
}
