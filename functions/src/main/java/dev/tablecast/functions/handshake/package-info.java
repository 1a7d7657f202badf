/** The request of a client that connects: headers, and the sub-protocols that it offers. */
@NullMarked
package dev.tablecast.functions.handshake;

import org.jspecify.annotations.NullMarked;
