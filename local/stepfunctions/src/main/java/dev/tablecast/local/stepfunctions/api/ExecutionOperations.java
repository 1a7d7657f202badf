package dev.tablecast.local.stepfunctions.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.asl.WorkflowType;
import dev.tablecast.local.stepfunctions.execution.history.HistoryEvent;
import dev.tablecast.local.stepfunctions.failure.ErrorNames;
import dev.tablecast.local.stepfunctions.failure.Failure;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.registry.Billing;
import dev.tablecast.local.stepfunctions.registry.Execution;
import dev.tablecast.local.stepfunctions.registry.ExecutionStatus;
import dev.tablecast.local.stepfunctions.registry.Executions;
import dev.tablecast.local.stepfunctions.registry.Publications;
import dev.tablecast.local.stepfunctions.registry.Redrives;
import dev.tablecast.local.stepfunctions.registry.RefusedException;
import dev.tablecast.local.stepfunctions.registry.RefusedException.Code;
import dev.tablecast.local.stepfunctions.registry.StateMachine;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The actions for executions. */
final class ExecutionOperations {
    private static final List<String> STATUSES =
            Arrays.stream(ExecutionStatus.values()).map(Enum::name).toList();
    private static final List<String> INCLUDED = List.of("ALL_DATA", "METADATA_ONLY");

    private final Executions executions;
    private final Starts starts;
    private final Publications publications;
    private final SyncExecutions syncExecutions;

    ExecutionOperations(
            Executions executions,
            Starts starts,
            Publications publications,
            ExecutionFaults faults) {
        this.executions = executions;
        this.syncExecutions = new SyncExecutions(executions, faults);
        this.starts = starts;
        this.publications = publications;
    }

    Map<String, Operation> all() {
        return Map.of(
                "StartExecution", this::start,
                "StartSyncExecution", this::startSync,
                "StopExecution", this::stop,
                "RedriveExecution", this::redrive,
                "DescribeExecution", this::describe,
                "DescribeStateMachineForExecution", this::describeMachine,
                "ListExecutions", this::list,
                "GetExecutionHistory", this::history);
    }

    private JsonNode start(Parameters parameters) {
        var start = starts.of(parameters.text("stateMachineArn"));
        var execution =
                executions.start(
                        start.machine(),
                        parameters.optionalText("name"),
                        parameters.optionalText("input"),
                        start.integration());
        var answer = Json.object().put("executionArn", execution.arn());
        return answer.set("startDate", Wire.timestamp(execution.started()));
    }

    private JsonNode startSync(Parameters parameters) throws InterruptedException {
        boolean withData = withData(parameters);
        var start = starts.of(parameters.text("stateMachineArn"));
        require(start.machine(), WorkflowType.EXPRESS);
        var execution =
                syncExecutions.run(
                        start, parameters.optionalText("name"), parameters.optionalText("input"));
        var answer = Wire.whole(execution, withData);
        answer.remove("redriveCount");
        if (execution.status() == ExecutionStatus.TIMED_OUT) {
            answer.put("error", ErrorNames.TIMEOUT);
        }
        if (execution.status() == ExecutionStatus.ABORTED) {
            answer.put("status", ExecutionStatus.FAILED.name());
        }
        var billing = Billing.of(execution);
        answer.putObject("billingDetails")
                .put("billedMemoryUsedInMB", billing.memoryMegabytes())
                .put("billedDurationInMilliseconds", billing.duration().toMillis());
        return answer;
    }

    private static boolean withData(Parameters parameters) {
        return parameters.oneOf("includedData", "ALL_DATA", INCLUDED).equals("ALL_DATA");
    }

    private static void require(StateMachine machine, WorkflowType type) {
        if (machine.type() != type) {
            throw new RefusedException(
                    Code.STATE_MACHINE_TYPE_NOT_SUPPORTED,
                    "This operation is not supported by this type of state machine");
        }
    }

    private JsonNode stop(Parameters parameters) throws InterruptedException {
        var reason =
                new Failure(parameters.optionalText("error"), parameters.optionalText("cause"));
        var stopped = executions.stop(parameters.text("executionArn"), reason);
        var ended = stopped.ended() == null ? stopped.started() : stopped.ended();
        return Json.object().set("stopDate", Wire.timestamp(ended));
    }

    private JsonNode redrive(Parameters parameters) {
        var redriven = executions.redrive(parameters.text("executionArn")).redriven();
        return Json.object().set("redriveDate", Wire.timestamp(Objects.requireNonNull(redriven)));
    }

    private JsonNode describe(Parameters parameters) {
        boolean withData = withData(parameters);
        var execution = executions.get(parameters.text("executionArn"));
        var answer = Wire.whole(execution, withData);
        var redrives = Redrives.of(execution);
        answer.put("redriveStatus", redrives.status());
        if (redrives.reason() != null) {
            answer.put("redriveStatusReason", redrives.reason());
        }
        return answer;
    }

    private JsonNode describeMachine(Parameters parameters) {
        withData(parameters);
        return Wire.machine(executions.get(parameters.text("executionArn")).machine());
    }

    private JsonNode list(Parameters parameters) {
        var mapRun = parameters.optionalText("mapRunArn");
        var machine = parameters.optionalText("stateMachineArn");
        if ((mapRun == null) == (machine == null)) {
            throw new RefusedException(
                    Code.VALIDATION, "Either \"stateMachineArn\" or \"mapRunArn\" must be given");
        }
        if (machine != null) {
            require(publications.resolve(machine), WorkflowType.STANDARD);
        }
        var status = parameters.oneOf("statusFilter", "", STATUSES);
        var matching =
                executions.all().stream()
                        .filter(
                                execution ->
                                        mapRun == null
                                                ? isOf(execution, machine)
                                                : mapRun.equals(execution.mapRunArn()))
                        .filter(
                                execution ->
                                        status.isEmpty()
                                                || execution.status().name().equals(status))
                        .toList();
        var page = Page.of(matching, Execution::arn, parameters, Page.LONG_TOKEN);
        var answer = Json.object();
        var list = answer.putArray("executions");
        page.items().forEach(execution -> list.add(Wire.summary(execution)));
        page.putToken(answer);
        return answer;
    }

    /**
     * Returns whether an execution belongs to a state machine, a version or an alias.
     *
     * @param arn of one of the three
     */
    private static boolean isOf(Execution execution, @Nullable String arn) {
        var published = execution.machine().published();
        return execution.machine().arn().equals(arn)
                || published != null
                        && (published.versionArn().equals(arn)
                                || arn != null && arn.equals(published.aliasArn()));
    }

    private JsonNode history(Parameters parameters) {
        boolean withData = parameters.flag("includeExecutionData", true);
        var events = executions.standardHistory(parameters.text("executionArn"));
        var page =
                Page.of(
                        parameters.flag("reverseOrder", false) ? events.reversed() : events,
                        (HistoryEvent event) -> String.valueOf(event.id()),
                        parameters,
                        Page.LONG_TOKEN);
        var answer = Json.object();
        var list = answer.putArray("events");
        page.items().forEach(event -> list.add(Wire.event(event, withData)));
        page.putToken(answer);
        return answer;
    }
}
