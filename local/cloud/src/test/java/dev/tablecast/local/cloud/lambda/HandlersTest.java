package dev.tablecast.local.cloud.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandlersTest {
    private static final String PACKAGE = "dev.tablecast.local.cloud.lambda.Samples$";

    @Test
    void aHandlerIsFoundWithAndWithoutItsMethod() {
        assertThat(Handlers.load(PACKAGE + "Greeter::handleRequest", Map.of()))
                .isInstanceOf(Samples.Greeter.class);
        assertThat(Handlers.load(PACKAGE + "Greeter", Map.of()))
                .isInstanceOf(Samples.Greeter.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "::handleRequest",
                "dev.example.Nowhere::handleRequest",
                PACKAGE + "Greeter::handle",
                PACKAGE + "greeter::handleRequest",
                PACKAGE + "NoHandler::handleRequest",
                PACKAGE + "WithoutEnvironment::handleRequest",
                PACKAGE + "Hidden::handleRequest",
                PACKAGE + "Unfinished::handleRequest"
            })
    void aHandlerThatCannotBeMadeIsNamedWithWhatIsAllowed(String handler) {
        assertThatThrownBy(() -> Handlers.load(handler, Map.of()))
                .isInstanceOf(InvalidHandlerException.class)
                .hasMessageStartingWith("handler " + handler + ": ")
                .hasMessageContaining("whose constructor takes the environment as a Map")
                .hasMessageContaining("dev.example.SomeHandler::handleRequest");
    }

    @Test
    void aConstructorThatThrowsSaysWhatIsWrongWithTheEnvironment() {
        assertThatThrownBy(() -> Handlers.load(PACKAGE + "Unconfigured", Map.of()))
                .isInstanceOf(InvalidHandlerException.class)
                .hasMessage("handler " + PACKAGE + "Unconfigured: TABLE_NAME is not set")
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aConstructorThatThrowsWithoutAMessageIsNamedByItsException() {
        assertThatThrownBy(() -> Handlers.load(PACKAGE + "SilentlyUnconfigured", Map.of()))
                .isInstanceOf(InvalidHandlerException.class)
                .hasMessageEndingWith(": java.lang.UnsupportedOperationException");
    }

    @Test
    void aClassThatCannotBeInitializedIsNamedEachTime() {
        assertThatThrownBy(() -> Handlers.load(PACKAGE + "Uninitialized", Map.of()))
                .isInstanceOf(InvalidHandlerException.class)
                .hasMessageContaining("For input string: \"none\"");
        assertThatThrownBy(() -> Handlers.load(PACKAGE + "Uninitialized", Map.of()))
                .isInstanceOf(InvalidHandlerException.class)
                .hasMessageStartingWith("handler " + PACKAGE + "Uninitialized: ");
    }
}
