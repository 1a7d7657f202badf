package dev.tablecast.local.cloud.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteSelectionTest {
    @Test
    void aFieldOfTheBodyIsTheRouteKey() {
        assertThat(RouteSelection.parse("$request.body.action").select("{\"action\":\"ping\"}"))
                .contains("ping");
    }

    @Test
    void bracesMeanTheSame() {
        assertThat(RouteSelection.parse("${request.body.action}").select("{\"action\":\"ping\"}"))
                .contains("ping");
    }

    @Test
    void dotsLeadIntoNestedObjects() {
        assertThat(RouteSelection.parse("$request.body.a.b").select("{\"a\":{\"b\":7}}"))
                .contains("7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ping",
                "{\"action\":",
                "{\"action\":null}",
                "{\"action\":{}}",
                "{\"other\":1}",
                "[1]",
                "{\"action\":\"ping\"} {}"
            })
    void aMessageWithoutThatScalarHasNoRouteKey(String message) {
        assertThat(RouteSelection.parse("$request.body.action").select(message)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "action",
                "$request.header.x",
                "$request.body",
                "${request.body.action",
                "$request.body.action}",
                "$request.body.a[0]"
            })
    void otherExpressionsAreRefusedByName(String expression) {
        assertThatThrownBy(() -> RouteSelection.parse(expression))
                .isInstanceOf(InvalidApiException.class)
                .hasMessageContaining("routeSelectionExpression: found " + expression);
    }
}
