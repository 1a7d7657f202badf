/** The protocol from the client's side: messages, positions, and the rule of resume. */
@NullMarked
package dev.tablecast.soak.protocol;

import org.jspecify.annotations.NullMarked;
