package dev.tablecast.local.stepfunctions.junit;

import dev.tablecast.local.stepfunctions.StepFunctionsLocal;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;

/** The server, the client and the state machine of a test class. */
final class StepFunctionsEnvironment implements AutoCloseable {
    private final SfnClient client;
    private final @Nullable StepFunctionsLocal local;
    private final @Nullable StateMachineUnderTest machine;

    private StepFunctionsEnvironment(
            SfnClient client,
            @Nullable StepFunctionsLocal local,
            @Nullable StateMachineUnderTest machine) {
        this.client = client;
        this.local = local;
        this.machine = machine;
    }

    static StepFunctionsEnvironment start(StepFunctionsTest settings) {
        var builder = StepFunctionsLocal.builder().port(0).waitScale(settings.waitScale());
        if (!settings.mocks().isEmpty()) {
            builder.mockConfiguration(Path.of(settings.mocks()));
        }
        var local = builder.start();
        try {
            return of(local.endpoint(), local, settings);
        } catch (RuntimeException e) {
            local.close();
            throw e;
        }
    }

    /** Uses a server that is running already. */
    static StepFunctionsEnvironment at(URI endpoint, StepFunctionsTest settings) {
        return of(endpoint, null, settings);
    }

    private static StepFunctionsEnvironment of(
            URI endpoint, @Nullable StepFunctionsLocal local, StepFunctionsTest settings) {
        var client = client(endpoint);
        try {
            return new StepFunctionsEnvironment(
                    client,
                    local,
                    settings.definition().isEmpty()
                            ? null
                            : StateMachineUnderTest.create(client, DefinitionFile.read(settings)));
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    /**
     * Creates a client. The SDK would otherwise send StartSyncExecution to the host {@code
     * sync-localhost}.
     */
    private static SfnClient client(URI endpoint) {
        return SfnClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(
                        sdk ->
                                sdk.putAdvancedOption(
                                        SdkAdvancedClientOption.DISABLE_HOST_PREFIX_INJECTION,
                                        true))
                .build();
    }

    SfnClient client() {
        return client;
    }

    Optional<StepFunctionsLocal> local() {
        return Optional.ofNullable(local);
    }

    Optional<StateMachineUnderTest> machine() {
        return Optional.ofNullable(machine);
    }

    @Override
    public void close() {
        client.close();
        if (local != null) {
            local.close();
        }
    }
}
