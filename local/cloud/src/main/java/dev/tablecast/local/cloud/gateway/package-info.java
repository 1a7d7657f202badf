/**
 * A local API Gateway WebSocket API and its {@code @connections} management API.
 *
 * <p>A {@link dev.tablecast.local.cloud.gateway.WebSocketGateway} serves a {@link
 * dev.tablecast.local.cloud.gateway.api.WebSocketApi}. Events, limits, close codes and errors are
 * API Gateway's; deliberate differences are marked "Differs from AWS".
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api.html">
 *     API Gateway WebSocket APIs</a>
 */
@NullMarked
package dev.tablecast.local.cloud.gateway;

import org.jspecify.annotations.NullMarked;
