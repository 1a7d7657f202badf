/** The stack as a graph of resources and references, as the engine and the provider get it. */
@NullMarked
package dev.tablecast.infrastructure.graph;

import org.jspecify.annotations.NullMarked;
