/** Settings of who may connect, and what each client may see. */
@NullMarked
package dev.tablecast.infrastructure.configuration.access;

import org.jspecify.annotations.NullMarked;
