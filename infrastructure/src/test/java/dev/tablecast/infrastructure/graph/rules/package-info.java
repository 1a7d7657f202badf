/** The rules of the AWS provider, against which every graph is checked. */
@NullMarked
package dev.tablecast.infrastructure.graph.rules;

import org.jspecify.annotations.NullMarked;
