package dev.tablecast.local.stepfunctions;

import dev.tablecast.local.stepfunctions.api.Api;
import dev.tablecast.local.stepfunctions.execution.interpreter.Interpreter;
import dev.tablecast.local.stepfunctions.execution.task.PendingTasks;
import dev.tablecast.local.stepfunctions.integration.BundledIntegrations;
import dev.tablecast.local.stepfunctions.registry.Activities;
import dev.tablecast.local.stepfunctions.registry.Arns;
import dev.tablecast.local.stepfunctions.registry.EngineTasks;
import dev.tablecast.local.stepfunctions.registry.Executions;
import dev.tablecast.local.stepfunctions.registry.Publications;
import dev.tablecast.local.stepfunctions.registry.StateMachines;
import dev.tablecast.local.stepfunctions.registry.StateTests;

/** The parts of a {@link StepFunctionsLocal} apart from its server, assembled from its options. */
record Engine(BundledIntegrations integrations, Executions executions, Api api) {
    /**
     * Assembles the parts. Nothing runs before the first call of the API.
     *
     * @throws IllegalArgumentException if the Region, account or wait scale is invalid
     */
    static Engine of(StepFunctionsLocal.Builder options) {
        var time = options.time;
        var random = options.random;
        var arns = new Arns(options.region, options.account);
        var pendingTasks = new PendingTasks(random);
        var interpreter = new Interpreter(time, options.waitScale, random, pendingTasks);
        var integrations = integrations(options);
        var others = options.mocks.unmocked(integrations);
        var machines =
                new StateMachines(
                        arns,
                        (resource, parameters) ->
                                EngineTasks.problems(others, resource, parameters),
                        time,
                        random);
        var publications = new Publications(machines, time, random);
        var executions = new Executions(arns, interpreter, time, random, options.historyListener);
        var activities = new Activities(arns, time, pendingTasks);
        var callable = new EngineTasks(others, publications, executions, activities, pendingTasks);
        var api =
                new Api(
                        machines,
                        publications,
                        executions,
                        activities,
                        pendingTasks,
                        new StateTests(arns, interpreter, random, callable),
                        callable,
                        options.mocks,
                        options.faults);
        return new Engine(integrations, executions, api);
    }

    private static BundledIntegrations integrations(StepFunctionsLocal.Builder options) {
        var functions = options.lambdaFunctions;
        return functions == null
                ? BundledIntegrations.of(
                        options.lambdaEndpoint,
                        options.dynamoDbEndpoint,
                        options.region,
                        options.time::now,
                        options.accessKeyIds)
                : BundledIntegrations.of(
                        functions,
                        options.dynamoDbEndpoint,
                        options.region,
                        options.time::now,
                        options.accessKeyIds);
    }
}
