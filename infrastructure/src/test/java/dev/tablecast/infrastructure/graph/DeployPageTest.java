package dev.tablecast.infrastructure.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the guide says of a stack is so: who may deploy it, and what it exports. */
class DeployPageTest {
    private static final Pattern OUTPUT = Pattern.compile("pulumi stack output (\\w+)");
    private static final Pattern SETTING = Pattern.compile("config set tablecast:(\\w+)");

    private static final Pattern LOG_GROUP = Pattern.compile("(/aws/[a-z/]+/tablecast-[a-z-]+)");

    private static final List<ResourceGraph> GRAPHS =
            ProviderRulesTest.configurations()
                    .map(arguments -> (TablecastConfiguration) arguments.get()[1])
                    .map(configuration -> RecordedProgram.run("dev", configuration))
                    .toList();

    @Test
    void thePageHasWhatADeployerNeedsForEveryTypeOfResourceAndWhatAStackCosts() throws IOException {
        assertThat(DeployerPermissions.unknown(GRAPHS)).isEmpty();
        new GeneratedPage("deploy.md")
                .assertSays(
                        getClass(),
                        Map.of(
                                "permissions",
                                "```json\n" + DeployerPermissions.policy(GRAPHS) + "\n```",
                                "costs",
                                Costs.table()));
    }

    @Test
    void theDeployersPermissionsAreOnePolicy() {
        assertThat(DeployerPermissions.policy(GRAPHS).replaceAll("\\s", ""))
                .hasSizeLessThanOrEqualTo(DeployerPermissions.LONGEST_POLICY);
    }

    @Test
    void whoDeploysAnEncryptedTableMayLookForItsKey() {
        assertThat(GRAPHS.get(0).ofType("Table"))
                .isNotEmpty()
                .allSatisfy(
                        table ->
                                assertThat(table.inputs().get("serverSideEncryption"))
                                        .isEqualTo(Map.of("enabled", true)));
        assertThat(DeployerPermissions.policy(GRAPHS).replaceAll("\\s", ""))
                .contains(
                        "\"Action\":[\"kms:DescribeKey\"],\"Resource\":\"arn:aws:kms:*:*:key/*\"");
    }

    @Test
    void everyOutputThatThePageAsksForIsOneOfTheStacks() throws IOException {
        assertThat(GRAPHS.get(0).exports()).containsKeys(found(OUTPUT));
    }

    @Test
    void everyLogGroupOnThePageIsOneOfTheStacks() throws IOException {
        var groups =
                GRAPHS.stream()
                        .flatMap(graph -> graph.ofType("LogGroup"))
                        .map(Registered::physicalName)
                        .toList();
        assertThat(groups).contains(found(LOG_GROUP));
    }

    @Test
    void everySettingThatThePageSetsIsOne() throws IOException {
        String reference = Files.readString(Path.of("..", "docs", "configuration.md"));
        for (String setting : found(SETTING)) {
            assertThat(reference).contains("| `" + setting + "` |");
        }
    }

    private static String[] found(Pattern pattern) throws IOException {
        var found = new TreeSet<String>();
        var matcher = pattern.matcher(Files.readString(Path.of("..", "docs", "deploy.md")));
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        assertThat(found).as(pattern.pattern()).isNotEmpty();
        return found.toArray(String[]::new);
    }
}
