/** The generated parts of pages about the graph: a picture, permissions and costs. */
@NullMarked
package dev.tablecast.infrastructure.graph.page;

import org.jspecify.annotations.NullMarked;
