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
import dev.tablecast.local.stepfunctions.registry.RefusedException.Code;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** The record of an execution, with its history up to a limit. Safe for use by many threads. */
final class ExecutionRecord implements HistoryListener {
    private static final int MOST_EVENTS = 25_000;
    private static final long MOST_CHARACTERS = 32_000_000;

    /** The size of an event apart from its strings, in characters. */
    private static final int EVENT = 400;

    private final StateMachine machine;
    private final ExecutionRequest request;
    private final List<HistoryEvent> events = new ArrayList<>();
    private long characters;
    private final ServiceIntegration integration;
    private @Nullable RunningExecution running;
    private @Nullable Redriven redriven;

    /**
     * @param integration the services that its Task states call, also after a redrive
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

    /** Returns the redrive that would follow now. */
    synchronized Redriven nextRedrive(Instant now) {
        return new Redriven(running(), redriven == null ? 1 : redriven.count() + 1, now);
    }

    /** Replaces the ended execution with a redrive of it. */
    synchronized void redriven(Redriven last, RunningExecution newRunning) {
        // Nothing refers to the previous execution any more.
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
     * Checks that the same name may start the execution again: it must be running and have the same
     * input.
     *
     * @throws RefusedException {@code ExecutionAlreadyExists}
     */
    void requireSame(ExecutionRequest again) {
        var view = view();
        if (view.status() != ExecutionStatus.RUNNING
                || !view.input().equals(again.input().text())) {
            throw new RefusedException(
                    Code.EXECUTION_ALREADY_EXISTS,
                    "Execution Already Exists: '" + again.executionArn() + "'");
        }
    }

    /** Waits for the end and returns the execution as it is then. */
    Execution awaitEnd() throws InterruptedException {
        try {
            running().ended().get();
            return view();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The execution ended without an outcome", e);
        }
    }

    /**
     * Appends an event. An EXPRESS execution has no limit of events, so only the first 25,000 of
     * them, or the first 32 million characters, are kept.
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

    /** Returns the size of the history in characters. */
    synchronized long characters() {
        return characters;
    }

    synchronized List<HistoryEvent> events() {
        return List.copyOf(events);
    }

    ExecutionRequest request() {
        return request;
    }

    /** Returns a snapshot of the execution. */
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
