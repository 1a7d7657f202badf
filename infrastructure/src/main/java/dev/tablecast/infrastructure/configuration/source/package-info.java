/** Settings of the source table, its stream, its log and its snapshots. */
@NullMarked
package dev.tablecast.infrastructure.configuration.source;

import org.jspecify.annotations.NullMarked;
