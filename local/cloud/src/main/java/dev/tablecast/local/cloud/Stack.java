package dev.tablecast.local.cloud;

import dev.tablecast.local.cloud.calls.Callers;
import dev.tablecast.local.cloud.gateway.api.WebSocketApi;
import dev.tablecast.local.cloud.provision.EventSourceMappings;
import dev.tablecast.local.cloud.provision.FunctionResources;
import dev.tablecast.local.cloud.provision.Functions;
import dev.tablecast.local.cloud.provision.Provider;
import dev.tablecast.local.cloud.provision.Queues;
import dev.tablecast.local.cloud.provision.Schedules;
import dev.tablecast.local.cloud.provision.StateMachines;
import dev.tablecast.local.cloud.provision.Tables;
import dev.tablecast.local.cloud.provision.WebSocketApis;
import java.util.List;
import java.util.Map;

/**
 * The resources of the Pulumi program, after it has run.
 *
 * @param exports the stack's outputs by name
 */
record Stack(
        Provider provider,
        Map<String, Object> exports,
        Tables tables,
        StateMachines stateMachines,
        Queues queues,
        EventSourceMappings mappings,
        Schedules schedules,
        WebSocketApi api) {

    /**
     * Runs the program.
     *
     * @param functions gets the program's functions
     * @param closing gets the clients that are opened for it
     * @throws ProvisioningException if the program needs something that isn't supported here
     */
    static Stack provision(
            LocalCloudOptions options,
            Services services,
            Functions functions,
            Callers callers,
            Closing closing) {
        var tables = new Tables(services.dynamoDbClient());
        var stateMachines =
                new StateMachines(
                        closing.on(
                                LocalClients.stepFunctions(services.stepFunctions().endpoint())));
        var queues = new Queues();
        var mappings = new EventSourceMappings(functions, queues, callers);
        var schedules = new Schedules(functions, callers);
        var apis = new WebSocketApis(functions, callers, services.gatewayPort().port());
        var provider =
                new Provider(
                        tables,
                        new FunctionResources(
                                functions, services.environment(), options.functionLog(), callers),
                        apis,
                        stateMachines,
                        queues,
                        mappings,
                        schedules);
        Map<String, Object> exports = Program.run(options, provider);
        WebSocketApi api =
                apis.complete()
                        .orElseThrow(
                                () ->
                                        new ProvisioningException(
                                                List.of(
                                                        "the Pulumi program makes no stage of a"
                                                                + " WebSocket API"),
                                                List.of()));
        return new Stack(
                provider, exports, tables, stateMachines, queues, mappings, schedules, api);
    }

    /**
     * Returns an output of the stack.
     *
     * @throws IllegalArgumentException if there is no such output
     */
    String export(String name) {
        Object value = exports.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "the stack exports no \"%s\"; it exports %s".formatted(name, exports.keySet()));
        }
        return value.toString();
    }
}
