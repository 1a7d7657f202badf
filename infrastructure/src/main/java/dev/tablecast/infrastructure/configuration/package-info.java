/** What may be chosen about a stack, and what it is when nothing is. */
@NullMarked
package dev.tablecast.infrastructure.configuration;

import org.jspecify.annotations.NullMarked;
