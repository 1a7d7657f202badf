package dev.tablecast.local.stepfunctions.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.execution.Ended;
import dev.tablecast.local.stepfunctions.execution.ExecutionOutcome;
import dev.tablecast.local.stepfunctions.execution.ExecutionRequest;
import dev.tablecast.local.stepfunctions.execution.Payload;
import dev.tablecast.local.stepfunctions.execution.history.HistoryEvent;
import dev.tablecast.local.stepfunctions.execution.history.HistoryListener;
import dev.tablecast.local.stepfunctions.execution.interpreter.Redriven;
import dev.tablecast.local.stepfunctions.execution.interpreter.RunningExecution;
import dev.tablecast.local.stepfunctions.failure.Failure;
import dev.tablecast.local.stepfunctions.integration.ServiceIntegration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An execution and its history, as far as it is kept. */
final class ExecutionRecord implements HistoryListener {
    private static final int MOST_EVENTS = 25_000;
    private static final long MOST_CHARACTERS = 32_000_000;

    /** What an event takes beside its texts, in characters. */
    private static final int EVENT = 400;

    private final StateMachine machine;
    private final ExecutionRequest request;
    private final List<HistoryEvent> events = new ArrayList<>();
    private long characters;
    private final ServiceIntegration integration;
    private @Nullable RunningExecution running;
    private @Nullable Redriven redriven;

    /**
     * @param integration what its Task states call, also when it is redriven
     */
    ExecutionRecord(
            StateMachine machine, ExecutionRequest request, ServiceIntegration integration) {
        this.machine = machine;
        this.request = request;
        this.integration = integration;
    }

    StateMachine machine() {
        return machine;
    }

    ServiceIntegration integration() {
        return integration;
    }

    /** What its next redrive is. */
    synchronized Redriven nextRedrive(Instant now) {
        return new Redriven(running(), redriven == null ? 1 : redriven.count() + 1, now);
    }

    synchronized void redriven(Redriven last, RunningExecution newRunning) {
        // The execution that ended needn't be kept.
        redriven = last;
        running = newRunning;
    }

    synchronized void running(RunningExecution newRunning) {
        running = newRunning;
    }

    synchronized RunningExecution running() {
        if (running == null) {
            throw new IllegalStateException(request.executionArn() + " hasn't been started");
        }
        return running;
    }

    /**
     * An EXPRESS execution may have any number of events; of a very long history the start is kept.
     */
    @Override
    public synchronized void on(HistoryEvent event) {
        if (events.size() < MOST_EVENTS && characters < MOST_CHARACTERS) {
            events.add(event);
            characters += EVENT;
            for (var detail : event.details().values()) {
                characters += length(detail);
            }
        }
    }

    private static int length(JsonNode detail) {
        return detail.isTextual() ? detail.textValue().length() : 1;
    }

    synchronized long characters() {
        return characters;
    }

    synchronized List<HistoryEvent> events() {
        return List.copyOf(events);
    }

    ExecutionRequest request() {
        return request;
    }

    Execution view() {
        var started = running().started();
        var end = running().ended().getNow(null);
        if (end == null) {
            return view(started, ExecutionStatus.RUNNING, null, null, null);
        }
        return switch (end.outcome()) {
            case ExecutionOutcome.Succeeded(Payload output) ->
                    view(started, ExecutionStatus.SUCCEEDED, end, output.text(), null);
            case ExecutionOutcome.Failed(Failure failure) ->
                    view(started, ExecutionStatus.FAILED, end, null, failure);
            case ExecutionOutcome.Aborted(Failure reason) ->
                    view(started, ExecutionStatus.ABORTED, end, null, reason);
            case ExecutionOutcome.TimedOut timedOut ->
                    view(started, ExecutionStatus.TIMED_OUT, end, null, null);
        };
    }

    private Execution view(
            Instant started,
            ExecutionStatus status,
            @Nullable Ended end,
            @Nullable String output,
            @Nullable Failure failure) {
        return new Execution(
                request.executionArn(),
                request.name(),
                machine,
                status,
                started,
                end == null ? null : end.time(),
                request.input().text(),
                output,
                failure == null ? null : failure.error(),
                failure == null ? null : failure.cause(),
                request.mapRunArn(),
                redriven == null ? 0 : redriven.count(),
                redriven == null ? null : redriven.time());
    }
}
