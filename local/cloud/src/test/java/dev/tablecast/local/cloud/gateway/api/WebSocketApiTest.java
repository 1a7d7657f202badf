package dev.tablecast.local.cloud.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tablecast.local.cloud.gateway.api.Integration.Mock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketApiTest {
    private static final Mock OK = new Mock("{\"statusCode\":200}", "");

    @Test
    void aRouteKeyMayBeThereOnce() {
        Route ping = new Route("ping", OK, false);

        assertThatThrownBy(() -> api("live", ping, ping))
                .isInstanceOf(InvalidApiException.class)
                .hasMessageContaining("route ping");
    }

    @Test
    void aStageIsNamedWithoutSlashes() {
        assertThatThrownBy(() -> api("live/2")).hasMessageContaining("stage: found live/2");
    }

    @Test
    void reservedRouteKeysAreThree() {
        assertThatThrownBy(() -> new Route("$conect", OK, false))
                .isInstanceOf(InvalidApiException.class)
                .hasMessageContaining("$conect");
    }

    @Test
    void aMessageCannotAskForConnectOrDisconnect() {
        WebSocketApi api =
                api("live", new Route("$connect", OK, false), new Route("$disconnect", OK, false));

        assertThat(api.routeOf("{\"action\":\"$connect\"}")).isEmpty();
        assertThat(api.routeOf("{\"action\":\"$disconnect\"}")).isEmpty();
    }

    @Test
    void anUnmatchedMessageGoesToDefault() {
        Route other = new Route("$default", OK, false);

        assertThat(api("live", other).routeOf("{\"action\":\"nothing\"}")).contains(other);
        assertThat(api("live", other).routeOf("not json")).contains(other);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"statusCode\":200,\"x\":\"$input\"}",
                "#set($x = 1)",
                "{\"statusCode\":\"200\"}",
                "{}",
                "{\"statusCode\":99}",
                "200 OK",
                ""
            })
    void aMockAnswersByALiteralStatusCode(String template) {
        assertThatThrownBy(() -> new Mock(template, ""))
                .isInstanceOf(InvalidApiException.class)
                .hasMessageContaining("requestTemplate: found " + template);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"at\":\"$context.requestTime\"}", "#if(1)", "pong"})
    void aMockSaysLiteralJson(String template) {
        assertThatThrownBy(() -> new Mock("{\"statusCode\":200}", template))
                .isInstanceOf(InvalidApiException.class)
                .hasMessageContaining("responseTemplate: found " + template);
    }

    private static WebSocketApi api(String stage, Route... routes) {
        return new WebSocketApi("a1", stage, "$request.body.action", List.of(routes));
    }
}
