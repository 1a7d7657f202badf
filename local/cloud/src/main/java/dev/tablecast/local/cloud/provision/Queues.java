package dev.tablecast.local.cloud.provision;

import dev.tablecast.local.cloud.queue.Queue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** {@code aws:sqs/queue:Queue}: a queue in memory. */
public final class Queues implements ResourceType {
    private final Map<String, Queue> byArn = new ConcurrentHashMap<>();

    @Override
    public Map<String, Object> provision(Resource resource) {
        String name = resource.optionalText("name").orElse(resource.name());
        var queue = new Queue(name, Arns.arn("sqs", name));
        byArn.put(queue.arn(), queue);
        return resource.outputs(
                "name",
                queue.name(),
                "arn",
                queue.arn(),
                "url",
                "https://sqs.%s.amazonaws.com/%s/%s"
                        .formatted(Arns.REGION, Arns.ACCOUNT, queue.name()));
    }

    Optional<Queue> find(String arn) {
        return Optional.ofNullable(byArn.get(arn));
    }

    public List<Queue> all() {
        return List.copyOf(byArn.values());
    }
}
