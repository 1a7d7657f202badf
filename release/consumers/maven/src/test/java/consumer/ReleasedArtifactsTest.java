package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tablecast.infrastructure.Main;
import dev.tablecast.local.stepfunctions.junit.StateMachineUnderTest;
import dev.tablecast.local.stepfunctions.junit.StepFunctionsTest;
import java.lang.reflect.Modifier;
import org.junit.jupiter.api.Test;

/** Each published artifact can be used with nothing but its own dependencies. */
@StepFunctionsTest(definition = "src/test/resources/greet.asl.json")
class ReleasedArtifactsTest {
    @Test
    void stepFunctionsLocalRunsADefinition(StateMachineUnderTest greet) {
        assertEquals("{\"text\":\"Hello, Ada\"}", greet.run("{\"name\": \"Ada\"}").output());
    }

    @Test
    void theInfrastructureIsOnTheClassPath() throws Exception {
        assertTrue(Modifier.isStatic(Main.class.getMethod("main", String[].class).getModifiers()));
        assertNotNull(Class.forName("com.pulumi.Pulumi"));
    }

    @Test
    void theClientIsAWebjar() {
        assertNotNull(getClass().getResource("/META-INF/resources/webjars/tablecast/tablecast.js"));
    }
}
