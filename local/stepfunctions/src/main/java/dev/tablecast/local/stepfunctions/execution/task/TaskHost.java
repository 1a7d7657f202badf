package dev.tablecast.local.stepfunctions.execution.task;

import dev.tablecast.local.stepfunctions.execution.Time;
import dev.tablecast.local.stepfunctions.execution.history.EventDetails;
import dev.tablecast.local.stepfunctions.execution.history.EventType;
import dev.tablecast.local.stepfunctions.integration.ServiceIntegration;
import java.time.Duration;

/** The branch of an execution that a task runs in, as far as a task needs it. */
public interface TaskHost {
    /** Returns the services that the execution's Task states call. */
    ServiceIntegration integration();

    /** Returns the time that timeouts and heartbeats are measured in. */
    Time time();

    /** Returns the ARN of the execution's state machine, whose Region is that of its tasks. */
    String stateMachineArn();

    /** Returns the time left until the execution times out; negative after that. */
    Duration untilDeadline();

    /** Appends an event to the execution's history. */
    void record(EventType type, EventDetails details);
}
