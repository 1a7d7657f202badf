/**
 * The page of the local cloud, and the small HTTP API behind it.
 *
 * <p>The page is at {@code /}, its assets are at {@code /console/}. The API takes and gives JSON;
 * items and keys are in DynamoDB JSON, such as {@code {"zip":{"S":"94103"}}}.
 *
 * <table>
 *   <caption>The API</caption>
 *   <tr><th>Request</th><th>Body</th><th>Answer</th></tr>
 *   <tr><td>{@code GET /api/system}</td><td></td><td>200 {@code {"webSocketUrl":"…",
 *   "managementEndpoint":"…","dynamoDbEndpoint":"…","stepFunctionsEndpoint":"…",
 *   "sourceTable":{"name":"…","key":[{"name":"…","type":"S"}]},"connectionsTable":"…",
 *   "openConnections":2}}</td></tr>
 *   <tr><td>{@code GET /api/items?limit=50}</td><td></td><td>200 {@code {"Items":[{…}]}}: the first
 *   of a scan of the source table; the limit is from 1 to 1000, by default 50</td></tr>
 *   <tr><td>{@code PUT /api/items}</td><td>{@code {"Item":{…}}}</td><td>204</td></tr>
 *   <tr><td>{@code DELETE /api/items}</td><td>{@code {"Key":{…}}}</td><td>204, also where there was
 *   no such item</td></tr>
 * </table>
 *
 * <p>Errors are {@code {"error":{"code":"…","message":"…"}}}: what DynamoDB refuses with DynamoDB's
 * own status, code and message; besides, 400 {@code InvalidRequest}, 403 {@code ForbiddenHost} and
 * {@code ForbiddenOrigin}, 404 {@code NotFound}, 405 {@code MethodNotAllowed} with {@code Allow},
 * 413 {@code RequestTooLarge} for a body of more than 1 MB, 415 {@code UnsupportedMediaType}, 500
 * {@code InternalError} and 502 {@code DynamoDbUnreachable}.
 *
 * <p>Only this machine reaches the server, but so does every page that is open in its browser. So
 * {@code Host} must be a name of the loopback interface (a rebound DNS name isn't one), and what
 * changes something must be {@code application/json} (a form can't send that) and without an {@code
 * Origin} other than the page's own.
 */
@NullMarked
package dev.tablecast.local.cloud.console;

import org.jspecify.annotations.NullMarked;
