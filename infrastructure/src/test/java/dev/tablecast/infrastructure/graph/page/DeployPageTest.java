package dev.tablecast.infrastructure.graph.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
import dev.tablecast.infrastructure.graph.RecordedProgram;
import dev.tablecast.infrastructure.graph.Registered;
import dev.tablecast.infrastructure.graph.ResourceGraph;
import dev.tablecast.infrastructure.graph.rules.ProviderRulesTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The generated parts of the deployment guide: a deployer's permissions and a stack's outputs. */
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
                                Costs.table() + "\n\n" + Costs.byShare()));
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
        assertThat(DeployerPermissions.policy(GRAPHS)).contains("\"kms:DescribeKey\"");
    }

    @Test
    void everyOutputThatThePageAsksForIsOneOfTheStacks() throws IOException {
        var outputs = new TreeSet<String>();
        GRAPHS.forEach(graph -> outputs.addAll(graph.exports().keySet()));

        assertThat(outputs).contains(found(OUTPUT));
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

    /** The AWS CLI has a Region of its own, which may be another. */
    @ParameterizedTest
    @ValueSource(strings = {"deploy.md", "security.md"})
    void everyCommandOfTheAwsCliComesAfterTheLineThatTakesTheRegionFromTheStack(String page)
            throws IOException {
        String text = Files.readString(Path.of("..", "docs", page));
        int first = indexOf(Pattern.compile("(?m)(^|`)aws [a-z]"), text);

        assertThat(text.indexOf("export AWS_REGION=\"$(pulumi stack output region)\""))
                .isPositive()
                .isLessThan(first);
    }

    /** Those of the page of Step Functions Local go to an endpoint on this machine. */
    @Test
    void everyPageWithCommandsOfTheAwsCliIsOneOfThese() throws IOException {
        try (var pages = Files.newDirectoryStream(Path.of("..", "docs"), "*.md")) {
            for (Path page : pages) {
                if (indexOf(Pattern.compile("(?m)(^|`)aws [a-z]"), Files.readString(page)) >= 0) {
                    assertThat(page.getFileName().toString())
                            .isIn("deploy.md", "security.md", "step-functions-local.md");
                }
            }
        }
    }

    private static int indexOf(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        return matcher.find() ? matcher.start() : -1;
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
