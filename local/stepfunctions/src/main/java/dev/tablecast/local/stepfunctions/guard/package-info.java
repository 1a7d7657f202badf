/**
 * Protects a server on the loopback interface from pages in a browser on the same machine, and its
 * heap from too many large requests.
 *
 * <p>Every server of this machine has a {@code Guard} before its handlers.
 */
@NullMarked
package dev.tablecast.local.stepfunctions.guard;

import org.jspecify.annotations.NullMarked;
