/** Clients over real WebSockets: they connect, stall, disconnect and resume. */
@NullMarked
package dev.tablecast.soak.clients;

import org.jspecify.annotations.NullMarked;
