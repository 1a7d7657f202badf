package dev.tablecast.local.cloud;

import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
import dev.tablecast.local.cloud.gateway.GatewayLimits;
import dev.tablecast.local.cloud.gateway.ManagementFaults;
import dev.tablecast.local.cloud.lambda.InvocationFaults;

/**
 * What the local cloud is started with.
 *
 * @param limits how long connections may live, and how much waits for them
 * @param connectionsFaults what goes wrong with calls of the {@code @connections} API
 * @param invocationFaults what goes wrong with invocations of functions
 */
public record LocalCloudOptions(
        Ports ports,
        TablecastConfiguration configuration,
        ProjectFiles files,
        GatewayLimits limits,
        ManagementFaults connectionsFaults,
        InvocationFaults invocationFaults) {

    /** AWS's limits, and no faults. */
    public LocalCloudOptions(
            Ports ports, TablecastConfiguration configuration, ProjectFiles files) {
        this(
                ports,
                configuration,
                files,
                GatewayLimits.aws(),
                ManagementFaults.NONE,
                InvocationFaults.NONE);
    }

    public LocalCloudOptions withConnectionsFaults(ManagementFaults value) {
        return new LocalCloudOptions(ports, configuration, files, limits, value, invocationFaults);
    }

    public LocalCloudOptions withInvocationFaults(InvocationFaults value) {
        return new LocalCloudOptions(ports, configuration, files, limits, connectionsFaults, value);
    }
}
