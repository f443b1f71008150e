package io.bloomery.data.crawl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

    private final AddressGuard guard = new AddressGuard(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "192.0.2.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "fe80::1",
                "fc00::1",
                "fd00:ec2::254",
                "ff02::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "64:ff9b::7f00:1"
            })
    void refusesWhatIsNotPublic(String address) throws UnknownHostException {
        assertThat(guard.isAllowed(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "223.255.255.255",
                "2606:4700::1111",
                "64:ff9b::101:101"
            })
    void allowsPublicAddresses(String address) throws UnknownHostException {
        assertThat(guard.isAllowed(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void allowsWhatTheConfigurationNames() throws UnknownHostException {
        AddressGuard open = new AddressGuard(List.of(CidrBlock.parse("10.1.0.0/16"), CidrBlock.parse("::2")));
        assertThat(open.isAllowed(InetAddress.getByName("10.1.255.255"))).isTrue();
        assertThat(open.isAllowed(InetAddress.getByName("10.2.0.0"))).isFalse();
        assertThat(open.isAllowed(InetAddress.getByName("::2"))).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "example.org/8, 'example.org' is not an IP address",
        "10.0.0.0/33, 'prefix of 10.0.0.0 must be in [0, 32] but is 33'",
        "10.0.0.0/x, '''10.0.0.0/x'' is not a block such as 10.0.0.0/8'"
    })
    void refusesWhatIsNoBlock(String text, String message) {
        assertThatThrownBy(() -> CidrBlock.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
