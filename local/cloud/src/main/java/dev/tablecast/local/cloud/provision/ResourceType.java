package dev.tablecast.local.cloud.provision;

import java.util.Map;

/** What the local cloud makes of the resources of one type. */
interface ResourceType {
    /**
     * Makes the resource and returns its outputs; its id is its logical name.
     *
     * @throws UnsupportedResourceException if it asks for something that there is not here
     */
    Map<String, Object> provision(Resource resource);
}
