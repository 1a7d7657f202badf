/** Queues in memory, with as much of Amazon SQS's API as reads them. */
@NullMarked
package dev.tablecast.local.cloud.queue;

import org.jspecify.annotations.NullMarked;
