/** Event source mappings: polls DynamoDB streams and invokes functions with batches of records. */
@NullMarked
package dev.tablecast.local.cloud.stream;

import org.jspecify.annotations.NullMarked;
