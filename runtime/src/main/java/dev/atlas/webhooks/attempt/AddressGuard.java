package dev.atlas.webhooks.attempt;

import dev.atlas.webhooks.config.Cidr;
import dev.atlas.webhooks.config.NetworkConfig;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Keeps deliveries away from addresses that are not public, so that an endpoint's URL cannot be used to reach machines
 * of the network that this server stands in (server-side request forgery).
 *
 * <p>Asked twice: {@link #checkUrl} when a URL is entered and at each attempt, for what the text alone gives away;
 * {@link #verdict} for each address that the name resolved to, just before that very address is connected to. Immutable.
 */
public final class AddressGuard {

    /** One number from 0 to 255, without the leading zeros that some systems read as octal. */
    private static final String DECIMAL_BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";

    private static final Pattern IPV4 = Pattern.compile(DECIMAL_BYTE + "(\\." + DECIMAL_BYTE + "){3}");
    private static final Pattern ENDS_IN_A_NUMBER = Pattern.compile("(.*\\.)?(\\d+|0x[0-9a-f]*)\\.?");
    private static final Pattern LOCALHOST = Pattern.compile("(.*\\.)?localhost\\.?");

    private final NetworkConfig network;

    public AddressGuard(NetworkConfig network) {
        this.network = network;
    }

    /** @param allowed ranges that may be delivered to although they are not public */
    public AddressGuard(List<Cidr> allowed) {
        this(new NetworkConfig(allowed, NetworkConfig.PUBLIC.schemes(), NetworkConfig.PUBLIC.ports()));
    }

    /** Why this address may not be delivered to, in plain words; empty when it may. */
    public Optional<String> verdict(InetAddress address) {
        InetAddress plain = withoutDisguise(address);
        if (network.allowed().stream().anyMatch(range -> range.contains(plain))) {
            return Optional.empty();
        }
        return SpecialRanges.find(plain).map(range -> "%s is not a public address (%s, %s)"
                .formatted(plain.getHostAddress(), range.purpose(), range.cidr()));
    }

    /** What is wrong with this URL as an endpoint's, in plain words; empty when nothing is. Asks no DNS. */
    public Optional<String> checkUrl(URI url) {
        String scheme = url.getScheme();
        if (scheme == null || !(scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("http"))) {
            return Optional.of("the URL must begin with https:// or http://");
        }
        if (url.getRawUserInfo() != null) {
            return Optional.of("the URL holds a user name or password; send credentials in a header instead");
        }
        if (url.getRawFragment() != null) {
            return Optional.of("the URL has a fragment (from '#' on), which is never sent; leave it out");
        }
        if (url.getHost() == null) {
            return Optional.of(
                    "the URL has no valid host; allowed are a name of letters, digits, '-' and '.' (an"
                            + " international one in its xn-- form), an IPv4 address like 192.0.2.1, an IPv6 address in brackets");
        }
        if (url.getPort() == 0 || url.getPort() > 65_535) {
            return Optional.of("the port is %d; allowed is 1 to 65535".formatted(url.getPort()));
        }
        if (!network.schemes().contains(scheme.toLowerCase(Locale.ROOT))) {
            return Optional.of("the URL begins with %s://; this server delivers by %s only"
                    .formatted(scheme, String.join(" and ", new TreeSet<>(network.schemes()))));
        }
        if (!network.ports().isEmpty() && !network.ports().contains(port(url))) {
            return Optional.of("the port is %d; this server delivers to the ports %s only"
                    .formatted(port(url), new TreeSet<>(network.ports())));
        }
        return checkHost(url.getHost().toLowerCase(Locale.ROOT));
    }

    private static int port(URI url) {
        return url.getPort() >= 0 ? url.getPort() : url.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    private Optional<String> checkHost(String host) {
        if (host.contains("%")) {
            return Optional.of("the host %s names a network interface of this server".formatted(host));
        }
        if (host.startsWith("[") || IPV4.matcher(host).matches()) {
            return verdict(literal(host));
        }
        if (ENDS_IN_A_NUMBER.matcher(host).matches()) {
            return Optional.of("the host %s is a number in an unusual notation; write an IPv4 address like 192.0.2.1"
                    .formatted(host));
        }
        if (LOCALHOST.matcher(host).matches()) {
            return verdict(InetAddress.getLoopbackAddress());
        }
        return Optional.empty();
    }

    private static InetAddress literal(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(host + " passed as an IP address, but is none", e);
        }
    }

    /** An IPv4 address inside an IPv6 one (::ffff:10.0.0.1) is that IPv4 address; a scope is dropped. */
    private static InetAddress withoutDisguise(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an IP address: " + address, e);
        }
    }
}
