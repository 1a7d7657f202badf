package dev.tablecast.local.stepfunctions.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LocalHost:8080",
                "app.localhost:3000",
                "a_b.c-d.localhost",
                "127.0.0.1",
                "127.0.0.1:65535",
                "127.255.255.254:1",
                "[::1]",
                "[::1]:8083"
            })
    void loopbackNamesAreIncludedWithAndWithoutAPort(String authority) {
        assertThat(Hosts.LOOPBACK.include(authority)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":8080",
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "evillocalhost",
                "evil-localhost:80",
                ".localhost",
                "a..localhost",
                "127.0.0.1.evil.example",
                "127.0.0.256",
                "127.0.0",
                "128.0.0.1",
                "0.0.0.0:8000",
                "0",
                "2130706433",
                "192.168.0.7",
                "10.0.0.1",
                "169.254.169.254",
                "[::]",
                "[::2]:80",
                "[::ffff:10.0.0.1]",
                "::1",
                "user@localhost",
                "localhost@evil.example",
                "localhost:80:80",
                "localhost:port",
                "localhost, evil.example",
                "localhost\tevil.example",
                "localhost/",
                "host.docker.internal"
            })
    void noOtherNameIs(String authority) {
        assertThat(Hosts.LOOPBACK.include(authority)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost",
                "http://localhost:5173",
                "https://localhost:5173",
                "HTTP://LOCALHOST:1",
                "http://app.localhost:3000",
                "http://127.0.0.1:8080",
                "http://[::1]:8080"
            })
    void aPageOnAnyPortIsServedByThem(String origin) {
        assertThat(Hosts.LOOPBACK.serve(origin)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "",
                "localhost",
                "//localhost",
                "http://",
                "http://evil.example",
                "http://localhost.evil.example",
                "http://localhost:80@evil.example",
                "http://localhost/path",
                "http://localhost, http://evil.example",
                "file://",
                "file://localhost",
                "capacitor://localhost",
                "chrome-extension://localhost",
                "ws://localhost"
            })
    void noOtherPageIs(String origin) {
        assertThat(Hosts.LOOPBACK.serve(origin)).isFalse();
    }

    @Test
    void furtherNamesComeOnTop() {
        var hosts = Hosts.parse(" host.docker.internal,CI , [fd00::1],");

        assertThat(hosts)
                .isEqualTo(new Hosts(Set.of("host.docker.internal", "ci", "[fd00::1]")))
                .hasToString(
                        "[fd00::1], ci, host.docker.internal, localhost, *.localhost, 127.0.0.0/8"
                                + " or [::1]");
        assertThat(hosts.include("Host.Docker.Internal:8000")).isTrue();
        assertThat(hosts.include("[fd00::1]:8000")).isTrue();
        assertThat(hosts.include("localhost")).isTrue();
        assertThat(hosts.include("docker.internal")).isFalse();
        assertThat(hosts.include("a.host.docker.internal")).isFalse();
    }

    @Test
    void anEmptyTextHasNoFurtherNames() {
        assertThat(Hosts.parse("")).isEqualTo(Hosts.LOOPBACK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://ci", "ci:8000", "*.ci", "*", "a b", "ci,/", "ci.", "[::1"})
    void whatIsNoNameIsRefused(String names) {
        assertThatThrownBy(() -> Hosts.parse(names))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Hosts.SYNTAX);
    }
}
