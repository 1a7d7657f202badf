package dev.tablecast.local.cloud.gateway.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyResponseTest {
    @Test
    void aStatusCodeIsEnough() {
        assertThat(parse("{\"statusCode\":204}"))
                .hasValueSatisfying(
                        response -> {
                            assertThat(response.isSuccess()).isTrue();
                            assertThat(response.body()).isEmpty();
                        });
    }

    @Test
    void namesOfHeadersDoNotDependOnCase() {
        assertThat(
                        parse(
                                        "{\"statusCode\":200,\"headers\":{\"sec-websocket-protocol\":\"v1\"}}")
                                .orElseThrow()
                                .header("Sec-WebSocket-Protocol"))
                .contains("v1");
    }

    @Test
    void aBase64BodyIsDecoded() {
        assertThat(parse("{\"statusCode\":200,\"body\":\"aGk=\",\"isBase64Encoded\":true}"))
                .map(ProxyResponse::body)
                .contains("hi");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "\"ok\"",
                "{}",
                "{\"statusCode\":\"fine\"}",
                "{\"statusCode\":100}",
                "{\"statusCode\":200,\"body\":{}}",
                "{\"statusCode\":200,\"body\":\"%\",\"isBase64Encoded\":true}",
                "{"
            })
    void anythingElseIsMalformed(String payload) {
        assertThat(parse(payload)).isEmpty();
    }

    private static Optional<ProxyResponse> parse(String payload) {
        return ProxyResponse.parse(payload.getBytes(StandardCharsets.UTF_8));
    }
}
