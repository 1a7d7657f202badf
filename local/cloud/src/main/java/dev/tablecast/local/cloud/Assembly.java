package dev.tablecast.local.cloud;

import dev.tablecast.functions.connection.AllowedOrigins;
import dev.tablecast.infrastructure.configuration.table.Source;
import dev.tablecast.local.cloud.calls.Callers;
import dev.tablecast.local.cloud.console.FaultSwitch;
import dev.tablecast.local.cloud.console.LoggedConnections;
import dev.tablecast.local.cloud.gateway.WebSocketGateway;
import dev.tablecast.local.cloud.gateway.api.WebSocketApi;
import dev.tablecast.local.cloud.gateway.management.ManagementCalls;
import dev.tablecast.local.cloud.provision.Arns;
import dev.tablecast.local.cloud.provision.Functions;
import dev.tablecast.local.cloud.queue.QueuePoller;
import dev.tablecast.local.cloud.schedule.Schedule;
import dev.tablecast.local.cloud.schedule.Scheduler;
import dev.tablecast.local.cloud.stream.EventSourceMapping;
import dev.tablecast.local.cloud.stream.StreamPoller;
import dev.tablecast.local.console.ConnectionLog;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;

/**
 * The assembly of a local cloud. Each part is complete before the next one gets it, and the gateway
 * serves requests last.
 *
 * @param closing gets every part that must be closed, in the order of their opening
 */
record Assembly(LocalCloudOptions options, Source.NewTable source, Closing closing) {

    LocalCloud assemble() {
        var callers = new Callers(options.calls());
        var faultSwitch = new FaultSwitch(new SecureRandom());
        var functions = new Functions(faultSwitch.invocations(options.faults().invocations()));
        var services = Services.start(options, functions, callers, closing);
        var stack = Stack.provision(options, services, functions, callers, closing);
        var connectionLog = new ConnectionLog(InstantSource.system());
        var gateway = closing.on(gateway(services, stack, faultSwitch, connectionLog, callers));
        stack.mappings().streams().forEach(mapping -> poll(mapping, services, functions, callers));
        stack.mappings().queues().forEach(mapping -> closing.on(QueuePoller.start(mapping)));
        stack.schedules().all().forEach(this::start);
        var console =
                new ConsoleAssembly(options.configuration(), source, services, stack, gateway)
                        .assemble(faultSwitch, connectionLog, closing);
        gateway.serve(console);
        return new LocalCloud(services, stack, gateway, ExampleItem.of(source), closing);
    }

    private WebSocketGateway gateway(
            Services services,
            Stack stack,
            FaultSwitch faultSwitch,
            ConnectionLog connectionLog,
            Callers callers) {
        return WebSocketGateway.builder(stack.api(), InstantSource.system(), new SecureRandom())
                .port(services.gatewayPort())
                .hosts(options.hosts())
                .allowedOrigins(allowedOrigins())
                .limits(options.limits())
                .faults(faultSwitch.connections(options.faults().connections()))
                .listener(new LoggedConnections(connectionLog))
                .calls(managementCalls(stack.api(), callers))
                .build();
    }

    /** An empty list allows all on AWS; here it allows none, to keep other sites' pages out. */
    private Predicate<String> allowedOrigins() {
        List<String> named = options.configuration().allowedOrigins();
        return named.isEmpty() ? origin -> false : new AllowedOrigins(named)::allows;
    }

    private static ManagementCalls managementCalls(WebSocketApi api, Callers callers) {
        if (!callers.areWatched()) {
            return ManagementCalls.NONE;
        }
        return (authorization, method, connectionId) ->
                callers.signed(
                        authorization,
                        "execute-api:ManageConnections",
                        Arns.connection(api.apiId(), api.stage(), method, connectionId));
    }

    private void poll(
            EventSourceMapping mapping, Services services, Functions functions, Callers callers) {
        String role = functions.role(mapping.functionArn()).orElseThrow();
        var streams =
                closing.on(
                        LocalClients.streams(
                                services.dynamoDb().endpoint(), callers.accessKeyId(role)));
        closing.on(StreamPoller.start(streams, mapping, options.faults().stream()));
    }

    private void start(Schedule schedule) {
        closing.on(
                Scheduler.start(
                        new Schedule(
                                schedule.name(),
                                options.pace().of(schedule.rate()),
                                schedule.input(),
                                schedule.function())));
    }
}
