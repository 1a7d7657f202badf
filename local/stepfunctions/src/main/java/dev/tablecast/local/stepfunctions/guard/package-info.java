/**
 * Protects a listener on the loopback interface from pages in the same machine's browser, and its
 * heap from too many large requests at once.
 *
 * <p>Every listener of this machine has {@code Guard} before its handlers.
 */
@NullMarked
package dev.tablecast.local.stepfunctions.guard;

import org.jspecify.annotations.NullMarked;
