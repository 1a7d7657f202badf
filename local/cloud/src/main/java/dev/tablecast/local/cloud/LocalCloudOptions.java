package dev.tablecast.local.cloud;

import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
import dev.tablecast.local.cloud.calls.AwsCalls;
import dev.tablecast.local.cloud.gateway.GatewayLimits;
import dev.tablecast.local.cloud.lambda.FunctionLog;

/**
 * What the local cloud is started with.
 *
 * @param limits how long connections may live, and how much waits for them
 * @param faults what goes wrong; nothing, but in tests
 * @param functionLog where goes what functions write with Lambda's logger
 * @param calls is told who calls which AWS action; nobody, but in tests
 * @param pace the rate of schedules; the program's, but in tests
 */
public record LocalCloudOptions(
        Ports ports,
        TablecastConfiguration configuration,
        ProjectFiles files,
        GatewayLimits limits,
        Faults faults,
        FunctionLog functionLog,
        AwsCalls calls,
        SchedulePace pace) {

    /** AWS's limits, and no faults. */
    public LocalCloudOptions(
            Ports ports, TablecastConfiguration configuration, ProjectFiles files) {
        this(
                ports,
                configuration,
                files,
                GatewayLimits.aws(),
                Faults.NONE,
                FunctionLog.SLF4J,
                AwsCalls.NONE,
                SchedulePace.UNCHANGED);
    }

    public LocalCloudOptions withLimits(GatewayLimits value) {
        return new LocalCloudOptions(
                ports, configuration, files, value, faults, functionLog, calls, pace);
    }

    public LocalCloudOptions withFaults(Faults value) {
        return new LocalCloudOptions(
                ports, configuration, files, limits, value, functionLog, calls, pace);
    }

    public LocalCloudOptions withFunctionLog(FunctionLog value) {
        return new LocalCloudOptions(
                ports, configuration, files, limits, faults, value, calls, pace);
    }

    public LocalCloudOptions withCalls(AwsCalls value) {
        return new LocalCloudOptions(
                ports, configuration, files, limits, faults, functionLog, value, pace);
    }

    public LocalCloudOptions withPace(SchedulePace value) {
        return new LocalCloudOptions(
                ports, configuration, files, limits, faults, functionLog, calls, value);
    }
}
