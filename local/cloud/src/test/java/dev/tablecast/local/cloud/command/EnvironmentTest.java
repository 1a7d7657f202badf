package dev.tablecast.local.cloud.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tablecast.local.cloud.InvalidSettingsException;
import dev.tablecast.local.stepfunctions.guard.Hosts;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
    @Test
    void onlyTheLoopbackInterfaceHasNamesByDefault() {
        assertThat(Environment.from(Map.of()).hosts()).isEqualTo(Hosts.LOOPBACK);
    }

    @Test
    void furtherHostsAreRead() {
        assertThat(
                        Environment.from(
                                        Map.of(
                                                "TABLECAST_ALLOWED_HOSTS",
                                                "host.docker.internal, CI"))
                                .hosts())
                .isEqualTo(new Hosts(Set.of("host.docker.internal", "ci")));
    }

    @Test
    void everyMistakeIsReportedAtOnce() {
        assertThatThrownBy(
                        () ->
                                Environment.from(
                                        Map.of(
                                                "TABLECAST_PORT", "a",
                                                "TABLECAST_ALLOWED_HOSTS", "http://ci:8000")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage(
                        "TABLECAST_PORT is \"a\"; it takes a port from 1 to 65535, or 0 for a free"
                            + " one; TABLECAST_ALLOWED_HOSTS is \"http://ci:8000\"; it takes host"
                            + " names without scheme and port, separated by commas, such as"
                            + " host.docker.internal");
    }
}
