/**
 * Turns a batch of DynamoDB stream records into messages and starts the broadcast workflow for
 * them, in order.
 */
@NullMarked
package dev.tablecast.functions.stream;

import org.jspecify.annotations.NullMarked;
