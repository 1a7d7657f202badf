package dev.tablecast.local.console;

import dev.tablecast.functions.log.Head;
import dev.tablecast.local.stepfunctions.StepFunctionsLocal;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The parts of the system that the console shows and controls. Suppliers are called on every
 * request, and not before the first one.
 *
 * @param isReady false while the Pulumi program runs and other parts may be missing; the page is
 *     already served by then
 * @param log the head of the feed's log; empty before the first change
 * @param resources the resources that the Pulumi program has registered
 */
public record ConsoleParts(
        BooleanSupplier isReady,
        Supplier<LocalSystem> system,
        Items items,
        OpenConnections connections,
        ConnectionLog connectionLog,
        ConnectionRows connectionRows,
        StepFunctionsLocal stepFunctions,
        Generator generator,
        Supplier<Optional<Head>> log,
        Supplier<List<RegisteredResource>> resources) {}
