package dev.tablecast.local.stepfunctions.execution.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.tablecast.local.stepfunctions.asl.ErrorHandling;
import dev.tablecast.local.stepfunctions.asl.Items;
import dev.tablecast.local.stepfunctions.asl.State;
import dev.tablecast.local.stepfunctions.execution.Amounts;
import dev.tablecast.local.stepfunctions.execution.DeadlinePassedException;
import dev.tablecast.local.stepfunctions.execution.Payload;
import dev.tablecast.local.stepfunctions.execution.StateTest;
import dev.tablecast.local.stepfunctions.execution.TestedState;
import dev.tablecast.local.stepfunctions.execution.TestedState.Status;
import dev.tablecast.local.stepfunctions.execution.map.MapItem;
import dev.tablecast.local.stepfunctions.execution.map.MapSource;
import dev.tablecast.local.stepfunctions.execution.map.Tolerance;
import dev.tablecast.local.stepfunctions.failure.ErrorNames;
import dev.tablecast.local.stepfunctions.failure.Failure;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.path.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs a state once, as TestState does: the result names the retrier or catcher that matches a
 * failure and the next state, which doesn't run.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html">TestState</a>
 */
final class StateTester {
    private final StateTest test;
    private final Branch branch;
    private final Visit visit;
    private final Probe probe;

    StateTester(StateTest test, Branch branch, Probe probe) {
        this.test = test;
        this.branch = branch;
        this.probe = probe;
        this.visit = new Visit(branch, test.state().name(), 0, branch.now());
    }

    TestedState run() throws InterruptedException {
        try {
            var step =
                    switch (test.state()) {
                        case State.Task task -> TaskExecutor.once(task, input(), visit, retries());
                        case State.Map map -> map(map);
                        case State.Parallel parallel -> parallel(parallel);
                        case State other -> StateExecutor.execute(other, input(), visit);
                    };
            return ended(Status.SUCCEEDED, step, null, null, null, null);
        } catch (FailureException e) {
            return failed(e.failure());
        } catch (DeadlinePassedException e) {
            return failed(new Failure(ErrorNames.TIMEOUT, null));
        }
    }

    private Payload input() {
        return test.request().input();
    }

    private int retries() {
        return test.retries();
    }

    private TestedState ended(
            Status status,
            @Nullable Step step,
            @Nullable Failure failure,
            @Nullable Integer retrier,
            @Nullable Duration backoff,
            @Nullable Integer catcher) {
        return new TestedState(
                status,
                step instanceof Step.GoTo goTo ? goTo.state() : null,
                step == null ? null : step.output(),
                failure,
                retrier,
                backoff,
                catcher,
                probe.data(),
                branch.variables().own());
    }

    private TestedState failed(Failure failure) {
        var errors = errors(test.state());
        Integer retrier = null;
        for (int i = 0; i < errors.retriers().size() && retrier == null; i++) {
            if (errors.retriers().get(i).errors().matches(failure)) {
                retrier = i;
            }
        }
        if (retrier != null && retries() < errors.retriers().get(retrier).maxAttempts()) {
            var backoff = errors.retriers().get(retrier).delay(retries() + 1);
            return ended(Status.RETRIABLE, null, failure, retrier, backoff, null);
        }
        for (int i = 0; i < errors.catchers().size(); i++) {
            if (errors.catchers().get(i).errors().matches(failure)) {
                try {
                    var step = Attempts.caught(errors.catchers().get(i), failure, input(), visit);
                    return ended(Status.CAUGHT_ERROR, step, failure, retrier, null, i);
                } catch (FailureException e) {
                    return ended(Status.FAILED, null, e.failure(), retrier, null, null);
                }
            }
        }
        return ended(Status.FAILED, null, failure.unnamed(), retrier, null, null);
    }

    private static ErrorHandling errors(State state) {
        return switch (state) {
            case State.Task task -> task.errors();
            case State.Map map -> map.errors();
            case State.Parallel parallel -> parallel.errors();
            case State.Pass pass -> ErrorHandling.NONE;
            case State.Choice choice -> ErrorHandling.NONE;
            case State.Wait waiting -> ErrorHandling.NONE;
            case State.Succeed succeed -> ErrorHandling.NONE;
            case State.Fail fail -> ErrorHandling.NONE;
        };
    }

    private Step parallel(State.Parallel parallel) {
        StateExecutor.effectiveInput(parallel.data(), input(), visit, retries());
        return Step.along(
                parallel.transition(),
                StateExecutor.output(parallel.data(), input(), mocked(), visit, retries()));
    }

    private Step map(State.Map map) {
        var scope = StateExecutor.scope(map.data(), input(), visit, retries());
        var items = items(map, scope);
        probe.see("maxConcurrency", IntNode.valueOf(Amounts.resolve(map.maxConcurrency(), scope)));
        selected(map, items, scope);
        var distributed = map.distributed();
        var tolerance = distributed == null ? null : Tolerance.of(distributed, scope);
        if (tolerance != null && tolerance.count() != null) {
            probe.see("toleratedFailureCount", IntNode.valueOf(tolerance.count()));
        }
        if (tolerance != null && tolerance.percentage() != null) {
            probe.see("toleratedFailurePercentage", DecimalNode.valueOf(tolerance.percentage()));
        }
        var result = mocked();
        // Unlike an execution, a test ignores failed iterations if the state sets no threshold.
        if (tolerance != null
                && (tolerance.count() != null || tolerance.percentage() != null)
                && tolerance.isExceeded(test.failedIterations(), items.size())) {
            throw new FailureException(
                    ErrorNames.EXCEED_TOLERATED_FAILURE_THRESHOLD,
                    "The specified tolerated failure threshold was exceeded");
        }
        return Step.along(
                map.transition(),
                StateExecutor.output(map.data(), input(), result, visit, retries()));
    }

    private List<MapItem> items(State.Map map, Scope scope) {
        if (map.distributed() == null || map.distributed().reader() == null) {
            var items = MapSource.items(map.items(), input(), scope);
            if (map.items() instanceof Items.At) {
                probe.see("afterItemsPath", array(items.stream().map(MapItem::value).toList()));
            }
            return items;
        }
        var read = new ArrayList<MapItem>();
        if (test.itemsRead() instanceof ArrayNode array) {
            array.forEach(
                    value -> read.add(new MapItem(read.size(), value, null, MapItem.STATE_DATA)));
        }
        return read;
    }

    private void selected(State.Map map, List<MapItem> items, Scope scope) {
        var values = MapItems.selected(map, visit, scope, retries(), items);
        if (map.itemSelector() != null) {
            probe.see("afterItemSelector", array(values));
        }
        if (map.distributed() != null && map.distributed().batcher() != null) {
            var batches =
                    new MapItems(map, map.distributed(), visit, scope, retries()).batched(values);
            probe.see(
                    "afterItemBatcher",
                    array(batches.stream().map(batch -> batch.input().json()).toList()));
        }
    }

    private static ArrayNode array(List<JsonNode> items) {
        return Json.mapper().createArrayNode().addAll(items);
    }

    /** Returns the mocked result, without which a Map or Parallel state can't be tested. */
    private JsonNode mocked() {
        return switch (test.mock()) {
            case StateTest.Mock.Result(JsonNode json) -> json;
            case StateTest.Mock.Error(Failure failure) -> throw new FailureException(failure);
            case null -> throw new IllegalStateException("Nothing is mocked");
        };
    }
}
