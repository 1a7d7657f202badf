package dev.tablecast.functions.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubProtocolsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "chat;chat",
                "chat, superchat;chat",
                "chat, tablecast;tablecast",
                " , tablecast ;tablecast",
                "tablecast, bearer.a.b.c;tablecast",
                "bearer.a.b.c, tablecast;tablecast",
                "bearer.a.b.c, chat;chat"
            })
    void oneThatIsOfferedIsChosen(String offer, String chosen) {
        assertThat(offered(offer).chosen()).contains(chosen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer.a.b.c", "Bearer.a.b.c", "bearer.", "bearer.a, bearer.b", ""})
    void aTokenIsNeverChosen(String offer) {
        assertThat(offered(offer).chosen()).isEmpty();
    }

    @Test
    void tokensComeWithoutTheirPrefix() {
        assertThat(offered("tablecast, bearer.a.b.c,bearer.d").tokens())
                .containsExactly("a.b.c", "d");
        assertThat(offered("tablecast, a.b.c").tokens()).isEmpty();
    }

    /** RFC 6455, section 11.3.4. */
    @Test
    void severalLinesAreOneList() {
        var lines = List.of("chat", "", " , tablecast ,", "bearer.a.b.c");

        var several =
                SubProtocols.in(
                        new Headers(
                                Map.of("Sec-WebSocket-Protocol", lines.getLast()),
                                Map.of("sec-websocket-PROTOCOL", lines)));

        assertThat(several).isEqualTo(offered("chat, tablecast, bearer.a.b.c"));
        assertThat(several.chosen()).contains("tablecast");
        assertThat(several.tokens()).containsExactly("a.b.c");
    }

    @Test
    void withoutTheHeaderNothingIsOffered() {
        var none = SubProtocols.in(new Headers(null, null));

        assertThat(none.chosen()).isEmpty();
        assertThat(none.tokens()).isEmpty();
    }

    private static SubProtocols offered(String header) {
        return SubProtocols.in(new Headers(Map.of("sec-websocket-protocol", header), null));
    }
}
