/** Settings of messages and of their delivery. */
@NullMarked
package dev.tablecast.infrastructure.configuration.message;

import org.jspecify.annotations.NullMarked;
