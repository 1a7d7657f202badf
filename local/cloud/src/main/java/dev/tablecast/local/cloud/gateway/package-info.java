/**
 * A local API Gateway WebSocket API and its {@code @connections} management API.
 *
 * <p>It is built from a description of the API ({@link
 * dev.tablecast.local.cloud.gateway.WebSocketApi}) and started as a {@link
 * dev.tablecast.local.cloud.gateway.WebSocketGateway}. Events, limits, close codes and errors are
 * those of API Gateway; where they differ on purpose, the documentation says "Differs from AWS".
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api.html">
 *     API Gateway WebSocket APIs</a>
 */
@NullMarked
package dev.tablecast.local.cloud.gateway;

import org.jspecify.annotations.NullMarked;
