/** Descriptions of WebSocket APIs: routes, integrations and authorizers. */
@NullMarked
package dev.tablecast.local.cloud.gateway.api;

import org.jspecify.annotations.NullMarked;
