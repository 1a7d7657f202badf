package dev.tablecast.infrastructure.graph;

import com.pulumi.Context;
import com.pulumi.test.Mocks;
import com.pulumi.test.PulumiTest;
import com.pulumi.test.TestOptions;
import com.pulumi.test.TestResult;
import com.pulumi.test.internal.PulumiTestInternal;
import dev.tablecast.infrastructure.Artifacts;
import dev.tablecast.infrastructure.InventedAccount;
import dev.tablecast.infrastructure.Tablecast;
import dev.tablecast.infrastructure.TablecastArgs;
import dev.tablecast.infrastructure.account.Account;
import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
import dev.tablecast.infrastructure.graph.RecordingMonitor.Registration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import pulumirpc.Resource.RegisterResourceRequest;

/** Runs the program, with the definition that is deployed, before a provider that acts as AWS. */
public final class RecordedProgram implements Mocks {
    private static final String STACK_TYPE = "pulumi:pulumi:Stack";

    private final String project;
    private final String stack;
    private final Account account;
    private final InventedAws aws;
    private final RecordingMonitor monitor = new RecordingMonitor(this);
    private final Map<String, Map<String, Object>> answers = new ConcurrentHashMap<>();

    private RecordedProgram(String project, String stack, Account account) {
        this.project = project;
        this.stack = stack;
        this.account = account;
        this.aws = new InventedAws(account);
    }

    /**
     * Returns the graph of a stack with this configuration.
     *
     * @throws RuntimeException if the program fails
     */
    public static ResourceGraph run(String stack, TablecastConfiguration configuration) {
        return run(stack, InventedAws.account("us-east-1"), configuration);
    }

    /**
     * Returns the graph of such a stack in this account.
     *
     * @throws RuntimeException if the program fails
     */
    public static ResourceGraph run(
            String stack, Account account, TablecastConfiguration configuration) {
        var artifacts =
                new Artifacts(Path.of("..", "functions", "target", "functions.jar"), definition());
        return run(
                "tablecast",
                stack,
                account,
                context ->
                        Tablecast.provision(
                                context, TablecastArgs.of(configuration).with(artifacts)));
    }

    /**
     * Returns the graph of another program.
     *
     * @throws RuntimeException if the program fails
     */
    public static ResourceGraph run(
            String project, String stack, Account account, Consumer<Context> program) {
        return new RecordedProgram(project, stack, account).graph(program);
    }

    @Override
    public CompletableFuture<Map<String, Object>> callAsync(CallArgs args) {
        return new InventedAccount(account, this).callAsync(args);
    }

    @Override
    public CompletableFuture<ResourceResult> newResourceAsync(ResourceArgs args) {
        Map<String, Object> outputs = aws.outputs(args.type, args.name, args.inputs);
        if (answers.put(key(args.type, args.name), outputs) != null) {
            throw new IllegalStateException(key(args.type, args.name) + " is registered twice");
        }
        return CompletableFuture.completedFuture(
                ResourceResult.of(
                        Optional.ofNullable(outputs.get("id")).map(String::valueOf), outputs));
    }

    private ResourceGraph graph(Consumer<Context> program) {
        try {
            TestResult result =
                    PulumiTestInternal.builder()
                            .options(
                                    TestOptions.builder()
                                            .projectName(project)
                                            .stackName(stack)
                                            .build())
                            .monitorDecorator(usual -> monitor)
                            .build()
                            .runTest(program)
                            .throwOnError();
            var exports = new TreeMap<String, Object>();
            result.outputs()
                    .forEach((name, output) -> exports.put(name, PulumiTest.extractValue(output)));
            return new ResourceGraph(stack, resources(), exports);
        } finally {
            PulumiTest.cleanup();
        }
    }

    private List<Registered> resources() {
        var byUrn = new HashMap<String, Registration>();
        monitor.registrations()
                .forEach(registration -> byUrn.put(registration.urn(), registration));
        var resources = new ArrayList<Registered>();
        for (Registration registration : monitor.registrations()) {
            if (!registration.request().getType().equals(STACK_TYPE)) {
                resources.add(registered(registration, byUrn));
            }
        }
        return resources;
    }

    private Registered registered(Registration registration, Map<String, Registration> byUrn) {
        var request = registration.request();
        var inputs = Values.of(request.getObject());
        var references = new ArrayList<Reference>();
        for (var dependencies : new TreeMap<>(request.getPropertyDependenciesMap()).entrySet()) {
            for (String urn : dependencies.getValue().getUrnsList()) {
                if (!byUrn.containsKey(urn)) {
                    // What is only read is no resource of the stack.
                    continue;
                }
                var other = byUrn.get(urn).request();
                references.addAll(
                        new References(other.getType(), other.getName(), recognisable(other))
                                .within(inputs, dependencies.getKey()));
            }
        }
        return new Registered(
                registration.urn(),
                request.getType(),
                request.getName(),
                request.getParent(),
                inputs,
                recognisable(request),
                references.stream().sorted(Reference.ORDER).toList(),
                request.getDependenciesList().stream().filter(byUrn::containsKey).sorted().toList(),
                request.getProtect(),
                request.getRetainOnDelete());
    }

    /** The outputs that aren't inputs as well, and the name, which may be one. */
    private Map<String, Object> recognisable(RegisterResourceRequest request) {
        var outputs = answers.get(key(request.getType(), request.getName()));
        var recognisable = new TreeMap<>(outputs);
        recognisable.keySet().removeAll(request.getObject().getFieldsMap().keySet());
        Optional.ofNullable(outputs.get("name")).ifPresent(name -> recognisable.put("name", name));
        return recognisable;
    }

    private static String key(String type, String name) {
        return type + " " + name;
    }

    private static String definition() {
        try {
            return Files.readString(Path.of("..", "statemachine", "broadcast.asl.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
