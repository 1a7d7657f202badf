package dev.tablecast.local.stepfunctions.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.execution.Time;
import dev.tablecast.local.stepfunctions.execution.task.PendingTasks;
import dev.tablecast.local.stepfunctions.execution.task.PendingTasks.Delivery;
import dev.tablecast.local.stepfunctions.execution.task.TaskSignal;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.registry.RefusedException.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The activities and their tasks that wait for a worker.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-activities.html">Activities</a>
 */
public final class Activities {
    /** The maximum time that a worker's request waits for a task, as in AWS. */
    private static final Duration LONG_POLL = Duration.ofSeconds(60);

    private final ConcurrentSkipListMap<String, Activity> byArn = new ConcurrentSkipListMap<>();
    private final Arns arns;
    private final Time time;
    private final PendingTasks pendingTasks;

    public Activities(Arns arns, Time time, PendingTasks pendingTasks) {
        this.arns = arns;
        this.time = time;
        this.pendingTasks = pendingTasks;
    }

    /**
     * An activity.
     *
     * @param tasks the tasks that no worker has taken yet
     */
    public record Activity(String arn, String name, Instant created, BlockingQueue<Task> tasks) {}

    /**
     * A task for a worker.
     *
     * @param token the task token
     */
    public record Task(String token, JsonNode input) {}

    /**
     * Creates an activity. Returns the existing one if there is one of this name.
     *
     * @throws RefusedException {@code InvalidName}
     */
    public Activity create(String name) {
        var activity =
                new Activity(
                        arns.activity(Names.require(name)),
                        name,
                        time.now(),
                        new LinkedBlockingQueue<>());
        var there = byArn.putIfAbsent(activity.arn(), activity);
        return there == null ? activity : there;
    }

    /**
     * Returns an activity.
     *
     * @throws RefusedException {@code InvalidArn}, {@code ActivityDoesNotExist}
     */
    public Activity get(String arn) {
        Arns.requireActivity(arn);
        return find(arn)
                .orElseThrow(
                        () ->
                                new RefusedException(
                                        Code.ACTIVITY_DOES_NOT_EXIST,
                                        "Activity Does Not Exist: '" + arn + "'"));
    }

    Optional<Activity> find(String arn) {
        return Optional.ofNullable(byArn.get(arn));
    }

    /** Returns all activities, ordered by name. */
    public List<Activity> all() {
        return List.copyOf(byArn.values());
    }

    /**
     * Deletes an activity. Tasks that wait for its workers keep waiting.
     *
     * @throws RefusedException {@code InvalidArn}
     */
    public void delete(String arn) {
        Arns.requireActivity(arn);
        byArn.remove(arn);
    }

    /**
     * Waits up to 60 seconds for a task and starts it.
     *
     * @param workerName for the history; null for none
     * @return empty if there was no task
     * @throws RefusedException {@code InvalidArn}, {@code ActivityDoesNotExist}
     */
    public Optional<Task> nextTask(String arn, @Nullable String workerName)
            throws InterruptedException {
        var tasks = get(arn).tasks();
        var until = time.now().plus(LONG_POLL);
        while (true) {
            var task =
                    tasks.poll(
                            Duration.between(time.now(), until).toMillis(), TimeUnit.MILLISECONDS);
            if (task == null) {
                return Optional.empty();
            }
            // The task may have ended before a worker took it.
            var started = pendingTasks.signal(task.token(), new TaskSignal.Started(workerName));
            if (started == Delivery.DELIVERED) {
                return Optional.of(task);
            }
        }
    }

    /** Returns a task's input as JSON text. */
    public static String text(Task task) {
        return Json.write(task.input());
    }
}
