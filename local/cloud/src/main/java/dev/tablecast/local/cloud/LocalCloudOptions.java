package dev.tablecast.local.cloud;

import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
import dev.tablecast.local.cloud.calls.AwsCalls;
import dev.tablecast.local.cloud.gateway.GatewayLimits;
import dev.tablecast.local.cloud.lambda.FunctionLog;
import dev.tablecast.local.stepfunctions.guard.Hosts;

/**
 * What the local cloud is started with.
 *
 * @param hosts the names that requests may address every port by
 * @param limits how long connections may live, and how much waits for them
 * @param faults what goes wrong; nothing, but in tests
 * @param functionLog where goes what functions write with Lambda's logger
 * @param calls is told who calls which AWS action; nobody, but in tests
 * @param pace the rate of schedules; the program's, but in tests
 */
public record LocalCloudOptions(
        Ports ports,
        Hosts hosts,
        TablecastConfiguration configuration,
        ProjectFiles files,
        GatewayLimits limits,
        Faults faults,
        FunctionLog functionLog,
        AwsCalls calls,
        SchedulePace pace) {

    /** AWS's limits, no faults, and the names of the loopback interface. */
    public LocalCloudOptions(
            Ports ports, TablecastConfiguration configuration, ProjectFiles files) {
        this(
                ports,
                Hosts.LOOPBACK,
                configuration,
                files,
                GatewayLimits.aws(),
                Faults.NONE,
                FunctionLog.SLF4J,
                AwsCalls.NONE,
                SchedulePace.UNCHANGED);
    }

    public LocalCloudOptions withHosts(Hosts value) {
        return new LocalCloudOptions(
                ports, value, configuration, files, limits, faults, functionLog, calls, pace);
    }

    public LocalCloudOptions withLimits(GatewayLimits value) {
        return new LocalCloudOptions(
                ports, hosts, configuration, files, value, faults, functionLog, calls, pace);
    }

    public LocalCloudOptions withFaults(Faults value) {
        return new LocalCloudOptions(
                ports, hosts, configuration, files, limits, value, functionLog, calls, pace);
    }

    public LocalCloudOptions withFunctionLog(FunctionLog value) {
        return new LocalCloudOptions(
                ports, hosts, configuration, files, limits, faults, value, calls, pace);
    }

    public LocalCloudOptions withCalls(AwsCalls value) {
        return new LocalCloudOptions(
                ports, hosts, configuration, files, limits, faults, functionLog, value, pace);
    }

    public LocalCloudOptions withPace(SchedulePace value) {
        return new LocalCloudOptions(
                ports, hosts, configuration, files, limits, faults, functionLog, calls, value);
    }
}
