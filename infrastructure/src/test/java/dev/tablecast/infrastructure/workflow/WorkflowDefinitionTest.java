package dev.tablecast.infrastructure.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.exceptions.RunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkflowDefinitionTest {
    private static final String ALL =
            "{\"a\":\"${ConnectionsTable} ${PostFunctionArn}\",\"p\":\"${Partition}\","
                    + "\"b\":[${PageSize},${ChunkSize},\"$.c\"]}";

    @Test
    void everySubstitutionIsMade() {
        assertThat(new WorkflowDefinition(ALL).with(values("Connections", "arn:post")))
                .isEqualTo("{\"a\":\"Connections arn:post\",\"p\":\"aws-cn\",\"b\":[5,2,\"$.c\"]}");
    }

    @Test
    void aValueCannotEndItsString() {
        assertThat(new WorkflowDefinition(ALL).with(values("a\"b\\c$1", "arn:post")))
                .startsWith("{\"a\":\"a\\\"b\\\\c$1 arn:post\"");
    }

    @Test
    void anUnknownSubstitutionIsNamed() {
        assertThatThrownBy(() -> new WorkflowDefinition(ALL.replace("PageSize", "Pagesize")))
                .isInstanceOf(RunException.class)
                .hasMessage(
                        "The workflow's definition has the substitutions [ChunkSize,"
                            + " ConnectionsTable, Pagesize, Partition, PostFunctionArn]; it takes"
                            + " each of [ChunkSize, ConnectionsTable, PageSize, Partition,"
                            + " PostFunctionArn]");
    }

    @Test
    void aSubstitutionThatIsNotUsedIsNamed() {
        assertThatThrownBy(() -> new WorkflowDefinition(ALL.replace("${ChunkSize}", "100")))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("has the substitutions [ConnectionsTable, PageSize,");
    }

    @Test
    void theResultHasToBeJson() {
        assertThatThrownBy(() -> new WorkflowDefinition(ALL + "}"))
                .isInstanceOf(RunException.class)
                .hasMessageStartingWith("The workflow's definition is not JSON once its");
    }

    private static Map<String, String> values(String table, String function) {
        return Map.of(
                "Partition",
                "aws-cn",
                "ConnectionsTable",
                table,
                "PostFunctionArn",
                function,
                "PageSize",
                "5",
                "ChunkSize",
                "2");
    }

    @Test
    void theStateMachineThatIsDeployedHasJustTheseSubstitutions() throws IOException {
        String deployed = Files.readString(Path.of("../statemachine/broadcast.asl.json"));

        assertThatCode(() -> new WorkflowDefinition(deployed)).doesNotThrowAnyException();
    }
}
