package dev.tablecast.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.core.Output;
import com.pulumi.resources.ResourceOptions;
import com.pulumi.resources.ResourceTransformation;
import com.pulumi.test.Mocks;
import com.pulumi.test.PulumiTest;
import com.pulumi.test.TestOptions;
import dev.tablecast.infrastructure.account.Account;
import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** The resources that a stack registers, from a provider that answers with invented addresses. */
public record ProvisionedStack(
        List<Registered> resources,
        Map<String, ResourceOptions> options,
        Map<String, Object> exports,
        List<String> warnings) {

    /** A resource as the provider sees it, every reference in it resolved. */
    public record Registered(String type, String name, Map<String, Object> inputs) {}

    /** Provisions a stack {@code dev} of {@code tablecast} with these settings and no auth. */
    public static ProvisionedStack with(String... settings) {
        return in(InventedAccount.US, settings);
    }

    /** The same in another account or Region. */
    public static ProvisionedStack in(Account account, String... settings) {
        var values = new HashMap<>(Map.of("auth", "none"));
        for (int i = 0; i < settings.length; i += 2) {
            values.put(settings[i], settings[i + 1]);
        }
        return of(account, TablecastConfiguration.of(values), Map.of());
    }

    /** The same in an account in which nobody has given API Gateway a role for its logs. */
    public static ProvisionedStack inANewAccount() {
        return of(
                InventedAccount.US,
                TablecastConfiguration.of(Map.of("auth", "iam")),
                Map.of("cloudwatchRoleArn", ""));
    }

    /** The same with tokens of an invented issuer. */
    public static ProvisionedStack withTokens(String... settings) {
        return with(
                Stream.concat(
                                Stream.of(
                                        "auth",
                                        "jwt",
                                        "jwtIssuer",
                                        "https://issuer.test/",
                                        "jwtAudience",
                                        "tablecast"),
                                Stream.of(settings))
                        .toArray(String[]::new));
    }

    private static ProvisionedStack of(
            Account account, TablecastConfiguration configuration, Map<String, Object> overridden) {
        var registered = new ConcurrentLinkedQueue<Registered>();
        var warnings = new ConcurrentLinkedQueue<String>();
        var options = new ConcurrentHashMap<String, ResourceOptions>();
        Mocks provider =
                args -> {
                    if (args.id == null || args.id.isEmpty()) {
                        registered.add(new Registered(args.type, args.name, args.inputs));
                    }
                    var outputs = InventedOutputs.of(args);
                    outputs.putAll(overridden);
                    return CompletableFuture.completedFuture(
                            Mocks.ResourceResult.of(Optional.of(args.name + "-id"), outputs));
                };
        try {
            var result =
                    PulumiTest.withMocks(new InventedAccount(account, provider))
                            .withOptions(
                                    TestOptions.builder()
                                            .projectName("tablecast")
                                            .stackName("dev")
                                            .resourceTransformations(
                                                    List.of(resource -> keep(resource, options)))
                                            .build())
                            .runTest(
                                    context ->
                                            Tablecast.provision(
                                                    WarningContext.of(context, warnings),
                                                    TablecastArgs.of(configuration)
                                                            .with(
                                                                    new Artifacts(
                                                                            Path.of(
                                                                                    "functions.jar"),
                                                                            definition()))))
                            .throwOnError();
            var exports = new HashMap<String, Object>();
            result.outputs().forEach((name, output) -> exports.put(name, value(output)));
            return new ProvisionedStack(
                    List.copyOf(registered), Map.copyOf(options), exports, List.copyOf(warnings));
        } finally {
            PulumiTest.cleanup();
        }
    }

    private static Optional<ResourceTransformation.Result> keep(
            ResourceTransformation.Args resource, Map<String, ResourceOptions> options) {
        var made = resource.resource();
        options.put(
                made.pulumiResourceType() + " " + made.pulumiResourceName(), resource.options());
        return Optional.empty();
    }

    public static String definition() {
        try (var definition = ProvisionedStack.class.getResourceAsStream("workflow.asl.json")) {
            assertThat(definition).isNotNull();
            return new String(definition.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object value(Output<?> output) {
        return PulumiTest.extractValue(output);
    }

    /** Provisioned once for all tests that choose nothing. */
    public static ProvisionedStack byDefault() {
        return Default.STACK;
    }

    private static final class Default {
        private static final ProvisionedStack STACK = with();
    }

    /** The options of the one resource with this name whose type ends like this. */
    public ResourceOptions options(String type, String name) {
        var found =
                options.keySet().stream()
                        .filter(key -> key.endsWith(":" + type + " " + name))
                        .toList();
        assertThat(found).as(type + " " + name).hasSize(1);
        return options.get(found.get(0));
    }

    /** The inputs of the one resource with this name whose type ends like this. */
    public Map<String, Object> inputs(String type, String name) {
        var found =
                resources.stream()
                        .filter(resource -> resource.type().endsWith(":" + type))
                        .filter(resource -> resource.name().equals(name))
                        .toList();
        assertThat(found).as(type + " " + name).hasSize(1);
        return found.get(0).inputs();
    }
}
