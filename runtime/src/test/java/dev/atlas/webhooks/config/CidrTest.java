package dev.atlas.webhooks.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.0.0.0, true",
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.0.0.0/8, 9.255.255.255, false",
        "100.64.0.0/10, 100.127.255.255, true",
        "100.64.0.0/10, 100.128.0.0, false",
        "192.168.1.7/32, 192.168.1.7, true",
        "192.168.1.7/32, 192.168.1.6, false",
        "192.168.1.7, 192.168.1.7, true",
        "0.0.0.0/0, 8.8.8.8, true",
        "0.0.0.0/0, ::1, false",
        "::/0, 2001:db8::1, true",
        "::/0, 8.8.8.8, false",
        "fd00::/8, fdff:ffff::1, true",
        "fd00::/8, fc00::1, false",
        "64:ff9b:1::/48, 64:ff9b:1:ffff::, true",
    })
    void aRangeContainsTheAddressesThatShareItsPrefix(String range, String address, boolean contained)
            throws UnknownHostException {
        assertThat(Cidr.parse(range).contains(InetAddress.getByName(address))).isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/8",
                "10.0.0.0/",
                "10.0.0.0/x",
                "10.0.0.0/-1",
                "10.0.0/8",
                "256.0.0.0/8",
                "localhost/8",
                "example.com",
                "10.0.0.0 /8",
                "[::1]/128",
                "fe80::1%eth0/128",
                ":::/8",
                "1.2.3.4.5/8"
            })
    void whatIsNotARangeIsRefusedWithAnExampleOfOne(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cidr.parse(text))
                .withMessage(
                        "'" + text + "' is not an address range; write it like 10.0.0.0/8, 192.168.1.7/32 or fd00::/8");
    }

    @Test
    void aLengthBeyondTheAddressIsRefusedWithTheAllowedOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cidr.parse("10.0.0.0/33"))
                .withMessage("the length after '/' is 33; allowed here is 0 to 32");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cidr.parse("fd00::/129"))
                .withMessage("the length after '/' is 129; allowed here is 0 to 128");
    }

    @Test
    void anAddressInsideARangeIsRefusedWithTheTwoThingsItMayMean() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cidr.parse("10.1.2.3/8"))
                .withMessage("10.1.2.3/8 is not the start of a range; did you mean 10.0.0.0/8 or 10.1.2.3/32?");
    }

    @Test
    void theNotationReadsBackAsTheSameRange() {
        assertThat(Cidr.parse("fd00::/8")).isEqualTo(Cidr.parse("fd00:0::/8"));
        assertThat(Cidr.parse("10.0.0.0/8")).hasToString("10.0.0.0/8");
        assertThat(Cidr.parse(Cidr.parse("fd00::/8").toString())).isEqualTo(Cidr.parse("fd00::/8"));
    }

    @Test
    void containmentAgreesWithArithmeticOnTheAddressAsANumber() throws UnknownHostException {
        Random random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            byte[] range = new byte[4];
            random.nextBytes(range);
            byte[] other = new byte[4];
            random.nextBytes(other);
            int length = i % 33;
            // The beginning in common, or hardly any range would hold the address.
            System.arraycopy(range, 0, other, 0, random.nextInt(5));
            agrees(range, other, length);
        }
    }

    private static void agrees(byte[] range, byte[] other, int length) throws UnknownHostException {
        BigInteger first = number(range).shiftRight(32 - length).shiftLeft(32 - length);
        Cidr cidr = new Cidr(InetAddress.getByAddress(bytes(first)), length);

        BigInteger last = first.add(BigInteger.ONE.shiftLeft(32 - length)).subtract(BigInteger.ONE);
        boolean inside = number(other).compareTo(first) >= 0 && number(other).compareTo(last) <= 0;

        assertThat(cidr.contains(InetAddress.getByAddress(other))).isEqualTo(inside);
        assertThat(cidr.contains(InetAddress.getByAddress(bytes(last)))).isTrue();
    }

    private static BigInteger number(byte[] address) {
        return new BigInteger(1, address);
    }

    private static byte[] bytes(BigInteger address) {
        int value = address.intValue();
        return new byte[] {(byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value};
    }
}
