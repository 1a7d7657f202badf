package dev.tablecast.local.cloud.provision;

import java.util.Map;

/** The provisioning of one type of resource. */
interface ResourceType {
    /**
     * Creates a resource and returns its outputs; its id is its logical name.
     *
     * @throws UnsupportedResourceException if the local cloud doesn't support the resource
     */
    Map<String, Object> provision(Resource resource);
}
