package dev.atlas.webhooks.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.config.Cidr;
import dev.atlas.webhooks.config.NetworkConfig;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

    private final AddressGuard guard = new AddressGuard(List.of());

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, this host",
        "0.1.2.3, this host",
        "10.0.0.1, private network",
        "100.64.0.1, shared by carrier-grade NAT",
        "100.100.100.200, shared by carrier-grade NAT",
        "127.0.0.1, loopback",
        "127.255.255.254, loopback",
        "168.63.129.16, platform service of Azure",
        "169.254.169.254, cloud metadata service",
        "169.254.170.2, link-local",
        "172.16.0.1, private network",
        "172.31.255.255, private network",
        "192.0.0.192, protocol assignments",
        "192.0.2.1, documentation",
        "192.88.99.1, 6to4 relay",
        "192.168.1.1, private network",
        "198.19.255.255, benchmarks",
        "198.51.100.1, documentation",
        "203.0.113.1, documentation",
        "224.0.0.1, multicast",
        "239.255.255.255, multicast",
        "250.1.2.3, reserved",
        "255.255.255.255, broadcast",
        "::, unspecified",
        "::1, loopback",
        "::ffff:127.0.0.1, loopback",
        "::ffff:a9fe:a9fe, cloud metadata service",
        "::7f00:1, IPv4-compatible",
        "::ffff:0:7f00:1, IPv4-translated",
        "64:ff9b::7f00:1, NAT64",
        "64:ff9b:1::a00:1, local NAT64",
        "100::1, discarded",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2, Teredo",
        "2001:2::1, benchmarks",
        "2001:20::1, protocol assignments",
        "2001:db8::1, documentation",
        "2002:7f00:1::, 6to4",
        "3fff::1, documentation",
        "4000::1, not assigned to the public Internet",
        "5f00::1, segment routing",
        "fc00::1, unique local",
        "fd00:ec2::254, cloud metadata service",
        "fe80::1, link-local",
        "fec0::1, site-local",
        "ff02::1, multicast",
    })
    void anAddressThatIsNotPublicIsRefusedByItsPurpose(String address, String purpose) throws UnknownHostException {
        assertThat(guard.verdict(InetAddress.getByName(address)))
                .hasValueSatisfying(problem -> assertThat(problem).contains("(" + purpose + ", "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2001:4860:4860::8888",
                "2606:4700::1111",
                "2a00:1450:4001:80b::200e"
            })
    void aPublicAddressIsAllowed(String address) throws UnknownHostException {
        assertThat(guard.verdict(InetAddress.getByName(address))).isEmpty();
    }

    @Test
    void theReasonNamesTheAddressItsPurposeAndTheRange() throws UnknownHostException {
        assertThat(guard.verdict(InetAddress.getByName("10.1.2.3")))
                .hasValue("10.1.2.3 is not a public address (private network, 10.0.0.0/8)");
    }

    @Test
    void anAllowedRangeOpensExactlyItself() throws UnknownHostException {
        AddressGuard opened = new AddressGuard(List.of(Cidr.parse("10.1.0.0/16")));

        assertThat(opened.verdict(InetAddress.getByName("10.1.2.3"))).isEmpty();
        assertThat(opened.verdict(InetAddress.getByName("::ffff:10.1.2.3"))).isEmpty();
        assertThat(opened.verdict(InetAddress.getByName("10.2.0.0"))).isPresent();
        assertThat(opened.checkUrl(URI.create("http://10.1.2.3/"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "https://example.com/",
                "HTTPS://Example.COM:8443/hook?x=1&y=%20",
                "http://xn--bcher-kva.example/hook",
                "http://8.8.8.8:8080/",
                "http://[2606:4700::1111]/",
                "https://1password.com/",
                "https://example.c0m/"
            })
    void anOrdinaryUrlPasses(String url) {
        assertThat(guard.checkUrl(URI.create(url))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ftp://example.com/ | must begin with https:// or http://",
                "file:///etc/passwd | must begin with https:// or http://",
                "//example.com/ | must begin with https:// or http://",
                "example.com | must begin with https:// or http://",
                "mailto:a@example.com | must begin with https:// or http://",
                "https:example.com | has no valid host",
                "https:///hook | has no valid host",
                "https://my_host/ | has no valid host",
                "https://büro.example/ | has no valid host",
                "https://user:secret@example.com/ | holds a user name or password",
                "https://example.com/#a | has a fragment",
                "https://example.com:0/ | the port is 0",
                "https://example.com:65536/ | the port is 65536",
                "http://127.0.0.1/ | loopback",
                "http://[::1]/ | loopback",
                "http://[::ffff:127.0.0.1]/ | loopback",
                "http://[fe80::1%25eth0]/ | names a network interface",
                "http://localhost:8080/ | loopback",
                "http://LocalHost./ | loopback",
                "http://api.localhost/ | loopback",
                "http://169.254.169.254/latest/meta-data/ | cloud metadata service",
                "http://010.0.0.1/ | unusual notation",
                "http://127.0.0.1./ | host",
                "http://2130706433/ | host",
                "http://0x7f000001/ | host",
                "http://0x7f.1/ | host",
                "http://127.1/ | host",
                "http://017700000001/ | host",
            })
    void aUrlThatCannotBeAnEndpointsIsRefusedWithTheReason(String url, String reason) {
        assertThat(guard.checkUrl(URI.create(url)))
                .hasValueSatisfying(problem -> assertThat(problem).contains(reason));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://example.com/ | ",
                "https://example.com:8443/ | ",
                "http://example.com:443/ | delivers by https only",
                "https://example.com:22/ | the port is 22; this server delivers to the ports [443, 8443] only",
            })
    void schemesAndPortsAreThoseOfTheSettings(String url, @Nullable String reason) {
        AddressGuard strict = new AddressGuard(new NetworkConfig(List.of(), Set.of("https"), Set.of(443, 8443)));

        assertThat(strict.checkUrl(URI.create(url)).orElse(""))
                .contains(reason == null ? "" : reason)
                .matches(problem -> (reason == null) == problem.isEmpty());
    }

    @Test
    void anIpv4AddressInIpv6ClothesGetsTheSameVerdict() throws UnknownHostException {
        for (byte[] address : addresses(4)) {
            byte[] mapped = new byte[16];
            mapped[10] = mapped[11] = (byte) 0xFF;
            System.arraycopy(address, 0, mapped, 12, 4);

            assertThat(guard.verdict(InetAddress.getByAddress(mapped)))
                    .as(Arrays.toString(address))
                    .isEqualTo(guard.verdict(InetAddress.getByAddress(address)));
        }
    }

    /** Any addresses, and for each first byte some. */
    private static List<byte[]> addresses(int length) {
        Random random = new Random(1);
        return IntStream.range(0, 2_048)
                .mapToObj(i -> {
                    byte[] address = new byte[length];
                    random.nextBytes(address);
                    address[0] = (byte) i;
                    if (i % 8 == 7) {
                        Arrays.fill(address, 1, length, (byte) (random.nextInt(3) - 1));
                    }
                    return address;
                })
                .toList();
    }

    @Test
    void whatJavaItselfCallsSpecialIsNeverAllowed() throws UnknownHostException {
        List<byte[]> all = new ArrayList<>(addresses(4));
        all.addAll(addresses(16));
        for (byte[] bytes : all) {
            InetAddress address = InetAddress.getByAddress(bytes);
            if (address.isAnyLocalAddress()
                    || address.isLoopbackAddress()
                    || address.isLinkLocalAddress()
                    || address.isSiteLocalAddress()
                    || address.isMulticastAddress()) {
                assertThat(guard.verdict(address)).as(address.toString()).isPresent();
            }
        }
    }
}
