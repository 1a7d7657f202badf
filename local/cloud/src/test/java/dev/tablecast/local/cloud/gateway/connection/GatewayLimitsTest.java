package dev.tablecast.local.cloud.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GatewayLimitsTest {
    @Test
    void theDefaultsAreThoseOfAws() {
        assertThat(GatewayLimits.aws().idleTimeout()).hasMinutes(10);
        assertThat(GatewayLimits.aws().maximumLifetime()).hasHours(2);
        assertThat(GatewayLimits.aws().integrationTimeout()).hasSeconds(29);
        assertThat(GatewayLimits.MESSAGE_BYTES).isEqualTo(131_072);
        assertThat(GatewayLimits.FRAME_BYTES).isEqualTo(32_768);
    }

    @Test
    void aLimitThatIsNotPositiveIsRefusedByName() {
        assertThatThrownBy(() -> GatewayLimits.aws().withIdleTimeout(Duration.ZERO))
                .hasMessageContaining("idleTimeout: found PT0S");
        assertThatThrownBy(() -> GatewayLimits.aws().withSendBufferBytes(0))
                .hasMessageContaining("sendBufferBytes: found 0");
    }
}
