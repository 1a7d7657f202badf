package dev.tablecast.local.stepfunctions;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;

/** AWS's own clients of Step Functions on this machine. */
final class SfnClients {
    private SfnClients() {}

    /** Returns a client without the host prefix that StartSyncExecution has on AWS. */
    static SfnClient of(StepFunctionsLocal local) {
        return at(local.endpoint());
    }

    /** Returns a client of an endpoint, in this process or another. */
    static SfnClient at(URI endpoint) {
        return SfnClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(
                        c ->
                                c.putAdvancedOption(
                                        SdkAdvancedClientOption.DISABLE_HOST_PREFIX_INJECTION,
                                        true))
                .build();
    }
}
