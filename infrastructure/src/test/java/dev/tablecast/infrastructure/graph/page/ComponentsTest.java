package dev.tablecast.infrastructure.graph.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.Context;
import com.pulumi.aws.dynamodb.Table;
import com.pulumi.aws.dynamodb.TableArgs;
import com.pulumi.aws.dynamodb.inputs.TableAttributeArgs;
import com.pulumi.core.Output;
import dev.tablecast.infrastructure.Artifacts;
import dev.tablecast.infrastructure.Tablecast;
import dev.tablecast.infrastructure.TablecastArgs;
import dev.tablecast.infrastructure.graph.GraphFile;
import dev.tablecast.infrastructure.graph.InventedAws;
import dev.tablecast.infrastructure.graph.RecordedProgram;
import dev.tablecast.infrastructure.graph.Registered;
import dev.tablecast.infrastructure.graph.ResourceGraph;
import dev.tablecast.infrastructure.graph.rules.ProviderRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several components in a program of a user's own. */
class ComponentsTest {
    private static final Artifacts ARTIFACTS = new Artifacts(Path.of("functions.jar"), workflow());

    /** Types whose resources AWS calls by their names. */
    private static final List<String> NAMED =
            List.of(
                    "Api",
                    "Function",
                    "LogGroup",
                    "MetricAlarm",
                    "Queue",
                    "Role",
                    "Schedule",
                    "StateMachine",
                    "Table");

    private static ResourceGraph two;

    /** Not as the class is loaded: the program runs in a thread that waits for that. */
    @BeforeAll
    static void thereAreTwo() {
        two =
                run(
                        context -> {
                            make(context, "orders", streamed("orders-table"));
                            make(context, "stock", streamed("stock-table"));
                        });
    }

    @Test
    void theExampleInTheGuideRuns(@TempDir Path folder) {
        var program = ExampleProgram.compiled(folder);

        var graph =
                RecordedProgram.run(
                        ExampleProgram.PROJECT,
                        "component",
                        InventedAws.account("us-east-1"),
                        program::provision);
        GraphFile.write(graph);

        assertThat(ProviderRules.problems(graph)).isEmpty();
        assertThat(graph.exports()).containsOnlyKeys("ordersUrl", "stockUrl");
        assertThat(graph.exports().values())
                .doesNotHaveDuplicates()
                .allSatisfy(url -> assertThat(url).asString().matches("wss://.+/live"));
    }

    @Test
    void theGuideShowsTheExample() throws IOException {
        new GeneratedPage("deploy.md")
                .assertSays(
                        getClass(),
                        Map.of(
                                "component",
                                "```java\n" + Files.readString(ExampleProgram.SOURCE) + "```"));
    }

    @Test
    void theProviderTakesEveryResource() {
        assertThat(ProviderRules.problems(two)).isEmpty();
    }

    @Test
    void everyResourceIsBelowItsComponent() {
        var tops =
                two.resources().stream()
                        .filter(resource -> two.parent(resource).isEmpty())
                        .map(resource -> resource.shortType() + " " + resource.name());

        assertThat(tops)
                .containsExactlyInAnyOrder(
                        "Tablecast orders",
                        "Tablecast stock",
                        "Table orders-table",
                        "Table stock-table");
        assertThat(two.custom())
                .filteredOn(resource -> two.parent(resource).isPresent())
                .hasSizeGreaterThan(120)
                .allSatisfy(
                        resource -> assertThat(top(resource).shortType()).isEqualTo("Tablecast"));
    }

    @Test
    void aNameInPulumiBeginsWithTheComponents() {
        assertThat(two.resources())
                .filteredOn(resource -> two.parent(resource).isPresent())
                .filteredOn(resource -> !resource.name().matches("g-[0-9a-f]{8}"))
                .allSatisfy(
                        resource ->
                                assertThat(resource.name()).startsWith(top(resource).name() + "-"));
    }

    @Test
    void everyNameOnAwsBeginsWithProjectStackAndComponentAndIsUnique() {
        for (String type : NAMED) {
            assertThat(two.ofType(type).filter(found -> two.parent(found).isPresent()))
                    .as(type)
                    .isNotEmpty()
                    .allSatisfy(
                            found ->
                                    assertThat(found.physicalName())
                                            .contains("shop-dev-" + top(found).name() + "-"));
            assertThat(two.ofType(type).map(Registered::physicalName)).doesNotHaveDuplicates();
        }
        assertThat(two.ofType("Dashboard").map(found -> found.text("dashboardName")))
                .containsExactlyInAnyOrder("shop-dev-orders", "shop-dev-stock");
    }

    @Test
    void eachFollowsItsOwnTable() {
        assertThat(
                        two.ofType("EventSourceMapping")
                                .filter(mapping -> mapping.name().endsWith("stream-trigger"))
                                .collect(
                                        Collectors.toMap(
                                                Registered::name,
                                                mapping ->
                                                        two.referred(mapping, "eventSourceArn")
                                                                .orElseThrow()
                                                                .name())))
                .isEqualTo(
                        Map.of(
                                "orders-stream-trigger", "orders-table",
                                "stock-stream-trigger", "stock-table"));
    }

    @Test
    void theFeedIsCalledLikeTheComponentWhateverTheTableIsCalled() {
        assertThat(
                        two.ofType("Function")
                                .filter(function -> function.name().endsWith("stream-trigger"))
                                .map(function -> function.inputs().get("environment").toString()))
                .anySatisfy(variables -> assertThat(variables).contains("FEED=orders"))
                .anySatisfy(variables -> assertThat(variables).contains("FEED=stock"));
    }

    @Test
    void apiGatewaysRoleForLogsIsMadeOnceForAll() {
        var graph =
                run(
                        context -> {
                            for (String name : List.of("orders", "stock")) {
                                make(
                                        context,
                                        name,
                                        TablecastArgs.builder()
                                                .auth("iam")
                                                .apiGatewayLogRole("create"));
                            }
                            make(context, "users", TablecastArgs.builder().auth("iam"));
                        });

        assertThat(graph.ofType("Account")).hasSize(1);
        var account = graph.ofType("Account").findFirst().orElseThrow().urn();
        assertThat(graph.ofType("Stage"))
                .hasSize(3)
                .allSatisfy(
                        stage -> {
                            assertThat(stage.inputs()).containsKey("accessLogSettings");
                            assertThat(stage.dependsOn()).contains(account);
                        });
    }

    @Test
    void everyMistakeInTheArgumentsIsNamedAtOnce() {
        assertThatThrownBy(
                        () ->
                                run(
                                        context ->
                                                make(
                                                        context,
                                                        "orders",
                                                        TablecastArgs.builder()
                                                                .pageSize(0)
                                                                .existingTable("Orders")
                                                                .tags(Map.of("project", "x"))
                                                                .sourceTable(
                                                                        Output.of("Orders"),
                                                                        Output.of("arn")))))
                .hasStackTraceContaining("orders.auth is not set; it takes jwt, iam or none")
                .hasStackTraceContaining("orders.pageSize is \"0\"; it takes a whole number")
                .hasStackTraceContaining(
                        "orders.existingTable is \"Orders\"; it takes no value while sourceTable is"
                                + " a table of the program")
                .hasStackTraceContaining("orders.tags is \"{\"project\":\"x\"}\"; it takes");
    }

    @ParameterizedTest
    @CsvSource({
        "false, '', KEYS_ONLY, changes are read from it",
        "true, KEYS_ONLY, ALL, projection or text show items"
    })
    void aTableOfTheProgramWhoseStreamIsNotEnoughIsNamed(
            boolean enabled, String viewType, String projection, String reason) {
        assertThatThrownBy(
                        () ->
                                run(
                                        context ->
                                                make(
                                                        context,
                                                        "orders",
                                                        TablecastArgs.builder()
                                                                .auth("iam")
                                                                .projection(projection)
                                                                .sourceTable(
                                                                        table(
                                                                                "orders-table",
                                                                                enabled,
                                                                                viewType)))))
                .hasStackTraceContaining("orders.sourceTable has the stream view type")
                .hasStackTraceContaining(reason);
    }

    private static ResourceGraph run(Consumer<Context> program) {
        return RecordedProgram.run(
                ExampleProgram.PROJECT, "dev", InventedAws.account("us-east-1"), program);
    }

    private static void make(Context context, String name, TablecastArgs.Builder args) {
        new Tablecast(context, name, args.build().with(ARTIFACTS));
    }

    private static TablecastArgs.Builder streamed(String table) {
        return TablecastArgs.builder()
                .auth("iam")
                .projection("ALL")
                .sourceTable(table(table, true, "NEW_AND_OLD_IMAGES"));
    }

    private static Table table(String name, boolean streamEnabled, String viewType) {
        return new Table(
                name,
                TableArgs.builder()
                        .hashKey("id")
                        .attributes(TableAttributeArgs.builder().name("id").type("S").build())
                        .billingMode("PAY_PER_REQUEST")
                        .streamEnabled(streamEnabled)
                        .streamViewType(viewType)
                        .tags(Map.of("team", "shop"))
                        .build());
    }

    private static Registered top(Registered resource) {
        return two.parent(resource).map(ComponentsTest::top).orElse(resource);
    }

    private static String workflow() {
        try {
            return Files.readString(Path.of("..", "statemachine", "broadcast.asl.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
