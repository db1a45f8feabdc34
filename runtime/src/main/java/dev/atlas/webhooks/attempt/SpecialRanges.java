package dev.atlas.webhooks.attempt;

import dev.atlas.webhooks.config.Cidr;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * The addresses that lead to no machine of the public Internet: the IANA registries of special-purpose addresses for
 * <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IPv4</a> and
 * <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">IPv6</a>, multicast, the services that cloud
 * providers give their own machines, and every IPv6 address that can carry an IPv4 one.
 */
final class SpecialRanges {

    record Range(Cidr cidr, String purpose) {}

    private static final Range NOT_ASSIGNED_IPV6 = range("::/0", "not assigned to the public Internet");

    private static final Cidr GLOBAL_UNICAST_IPV6 = Cidr.parse("2000::/3");

    /** The narrower range first where two overlap. */
    private static final List<Range> ALL = List.of(
            range("0.0.0.0/8", "this host"),
            range("10.0.0.0/8", "private network"),
            range("100.64.0.0/10", "shared by carrier-grade NAT"),
            range("127.0.0.0/8", "loopback"),
            range("168.63.129.16/32", "platform service of Azure"),
            range("169.254.169.254/32", "cloud metadata service"),
            range("169.254.0.0/16", "link-local"),
            range("172.16.0.0/12", "private network"),
            range("192.0.0.0/24", "protocol assignments"),
            range("192.0.2.0/24", "documentation"),
            range("192.88.99.0/24", "6to4 relay"),
            range("192.168.0.0/16", "private network"),
            range("198.18.0.0/15", "benchmarks"),
            range("198.51.100.0/24", "documentation"),
            range("203.0.113.0/24", "documentation"),
            range("224.0.0.0/4", "multicast"),
            range("255.255.255.255/32", "broadcast"),
            range("240.0.0.0/4", "reserved"),
            range("::/128", "unspecified"),
            range("::1/128", "loopback"),
            range("::/96", "IPv4-compatible"),
            range("::ffff:0:0:0/96", "IPv4-translated"),
            range("64:ff9b::/96", "NAT64"),
            range("64:ff9b:1::/48", "local NAT64"),
            range("100::/64", "discarded"),
            range("2001::/32", "Teredo"),
            range("2001:2::/48", "benchmarks"),
            range("2001::/23", "protocol assignments"),
            range("2001:db8::/32", "documentation"),
            range("2002::/16", "6to4"),
            range("3fff::/20", "documentation"),
            range("5f00::/16", "segment routing"),
            range("fd00:ec2::254/128", "cloud metadata service"),
            range("fc00::/7", "unique local"),
            range("fe80::/10", "link-local"),
            range("fec0::/10", "site-local"),
            range("ff00::/8", "multicast"));

    private SpecialRanges() {}

    /** The range that makes this address special; empty for a public one. */
    static Optional<Range> find(InetAddress address) {
        Optional<Range> listed =
                ALL.stream().filter(range -> range.cidr().contains(address)).findFirst();
        if (listed.isEmpty() && address instanceof Inet6Address && !GLOBAL_UNICAST_IPV6.contains(address)) {
            return Optional.of(NOT_ASSIGNED_IPV6);
        }
        return listed;
    }

    private static Range range(String cidr, String purpose) {
        return new Range(Cidr.parse(cidr), purpose);
    }
}
