/** The stack that every resource belongs to: its names, its place and its tags. */
@NullMarked
package dev.tablecast.infrastructure.stack;

import org.jspecify.annotations.NullMarked;
