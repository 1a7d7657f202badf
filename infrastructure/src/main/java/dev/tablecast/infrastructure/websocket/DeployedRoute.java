package dev.tablecast.infrastructure.websocket;

import com.pulumi.core.Output;
import com.pulumi.resources.Resource;
import java.util.List;
import java.util.Map;

/**
 * A route as the deployment sees it.
 *
 * @param parts resources that must exist before a deployment goes live: a route answers 500 until
 *     its function may be invoked
 * @param fingerprint the route's key, with everything whose change calls for a new snapshot
 */
record DeployedRoute(List<Resource> parts, Output<Map<String, String>> fingerprint) {
    DeployedRoute {
        parts = List.copyOf(parts);
    }
}
