/** The protocol as a client sees it: messages, positions, and the rule of resume. */
@NullMarked
package dev.tablecast.soak.protocol;

import org.jspecify.annotations.NullMarked;
