package dev.tablecast.local.cloud;

import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
import dev.tablecast.local.cloud.calls.AwsCalls;
import dev.tablecast.local.cloud.gateway.connection.GatewayLimits;
import dev.tablecast.local.cloud.lambda.FunctionLog;
import dev.tablecast.local.stepfunctions.guard.Hosts;

/**
 * The options of a local cloud.
 *
 * @param hosts the host names by which requests may address every port
 * @param limits the limits of WebSocket connections
 * @param faults the injected faults, for tests
 * @param functionLog the destination of functions' log messages
 * @param calls the listener for calls of AWS actions, for tests
 * @param pace the rate of schedules, for tests
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

    /** The defaults: AWS's limits, no faults, and the names of the loopback interface. */
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
