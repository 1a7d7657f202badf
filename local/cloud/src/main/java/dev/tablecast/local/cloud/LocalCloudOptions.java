package dev.tablecast.local.cloud;

import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
import dev.tablecast.local.cloud.gateway.GatewayLimits;
import dev.tablecast.local.cloud.lambda.FunctionLog;

/**
 * What the local cloud is started with.
 *
 * @param limits how long connections may live, and how much waits for them
 * @param faults what goes wrong; nothing, but in tests
 * @param functionLog where goes what functions write with Lambda's logger
 */
public record LocalCloudOptions(
        Ports ports,
        TablecastConfiguration configuration,
        ProjectFiles files,
        GatewayLimits limits,
        Faults faults,
        FunctionLog functionLog) {

    /** AWS's limits, and no faults. */
    public LocalCloudOptions(
            Ports ports, TablecastConfiguration configuration, ProjectFiles files) {
        this(ports, configuration, files, GatewayLimits.aws(), Faults.NONE, FunctionLog.SLF4J);
    }

    public LocalCloudOptions withLimits(GatewayLimits value) {
        return new LocalCloudOptions(ports, configuration, files, value, faults, functionLog);
    }

    public LocalCloudOptions withFaults(Faults value) {
        return new LocalCloudOptions(ports, configuration, files, limits, value, functionLog);
    }

    public LocalCloudOptions withFunctionLog(FunctionLog value) {
        return new LocalCloudOptions(ports, configuration, files, limits, faults, value);
    }
}
