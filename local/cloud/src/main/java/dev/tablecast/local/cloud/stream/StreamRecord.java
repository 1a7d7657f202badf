package dev.tablecast.local.cloud.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A record of a shard in the format of function events.
 *
 * @param json the whole record
 */
record StreamRecord(String sequenceNumber, Instant createdAt, ObjectNode json) {}
