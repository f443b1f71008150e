package io.bloomery.data.crawl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedResolverTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final AddressGuard GUARD = new AddressGuard(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "100.64.0.1",
                "169.254.169.254",
                "168.63.129.16",
                "0.0.0.0",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::10.0.0.1",
                "::ffff:10.0.0.1",
                "64:ff9b::10.0.0.1",
                "64:ff9b:1::1",
                "2002:0a00:0001::",
                "2001::1",
                "fe80::1",
                "fc00::1",
                "fd00:ec2::254",
                "ff02::1"
            })
    void refusesANameThatLeadsInside(String address) {
        try (GuardedResolver resolver = resolver(address)) {
            assertThatThrownBy(() -> resolver.resolve("a.test", LONG))
                    .isInstanceOf(GuardedResolver.RefusedAddressException.class)
                    .hasMessage("a.test is at an address that may not be visited");
            assertThatThrownBy(() -> resolver.resolve("a.test")).isInstanceOf(UnknownHostException.class);
        }
    }

    @Test
    void givesOnlyThePublicAddressesOfAName() throws Exception {
        try (GuardedResolver resolver = resolver("10.0.0.1 93.184.216.34 2606:2800:220:1::1 fd00::1")) {
            resolver.resolve("a.test", LONG);
            assertThat(resolver.resolve("a.test"))
                    .extracting(InetAddress::getHostAddress)
                    .containsExactly("93.184.216.34", "2606:2800:220:1:0:0:0:1");
        }
    }

    @Test
    void connectsToTheAddressThatWasCheckedHoweverANameServerChangesItsMind() throws Exception {
        try (GuardedResolver resolver = resolver("93.184.216.34", "127.0.0.1", "127.0.0.1")) {
            resolver.resolve("a.test", LONG);
            resolver.resolve("a.test", LONG);
            assertThat(resolver.resolve("a.test"))
                    .extracting(InetAddress::getHostAddress)
                    .containsExactly("93.184.216.34");
        }
    }

    @Test
    void asksNoNameServerOnTheClientsBehalf() {
        try (GuardedResolver resolver = resolver("93.184.216.34")) {
            assertThatThrownBy(() -> resolver.resolve("a.test"))
                    .isInstanceOf(UnknownHostException.class)
                    .hasMessage("a.test was not looked up");
        }
    }

    @Test
    void waitsNoLongerThanItMayForANameServer() {
        CountDownLatch never = new CountDownLatch(1);
        GuardedResolver.NameLookup silent = host -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new UnknownHostException(host);
        };
        try (GuardedResolver resolver = new GuardedResolver(GUARD, silent)) {
            assertThatThrownBy(() -> resolver.resolve("a.test", Duration.ofMillis(20)))
                    .isInstanceOf(TimeoutException.class);
        }
    }

    /** A resolver whose name server gives one list of addresses after the other. */
    private static GuardedResolver resolver(String... answers) {
        Deque<String> waiting = new ArrayDeque<>(Arrays.asList(answers));
        return new GuardedResolver(GUARD, host -> {
            String[] texts = waiting.remove().split(" ", -1);
            InetAddress[] addresses = new InetAddress[texts.length];
            for (int i = 0; i < texts.length; i++) {
                addresses[i] = InetAddress.getByName(texts[i]);
            }
            return addresses;
        });
    }
}
