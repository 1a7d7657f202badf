package dev.tablecast.local.cloud.console;

import dev.tablecast.functions.log.Head;
import dev.tablecast.local.cloud.gateway.WebSocketGateway;
import dev.tablecast.local.cloud.provision.Provisioned;
import dev.tablecast.local.stepfunctions.StepFunctionsLocal;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What the console shows and moves. The suppliers are asked for each request, not before the first.
 *
 * @param isReady whether there is all of it: the page may be asked for while the Pulumi program
 *     runs
 * @param log the head of the feed's log; empty before the first change
 * @param resources what the Pulumi program has registered
 */
public record ConsoleParts(
        BooleanSupplier isReady,
        Supplier<LocalSystem> system,
        Items items,
        Supplier<WebSocketGateway> gateway,
        ConnectionLog connectionLog,
        ConnectionRows connectionRows,
        StepFunctionsLocal stepFunctions,
        Generator generator,
        Supplier<Optional<Head>> log,
        Supplier<List<Provisioned>> resources) {}
