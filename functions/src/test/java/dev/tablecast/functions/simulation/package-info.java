/**
 * A deterministic simulation of the log: its real classes on a DynamoDB in memory, under a
 * scheduler that decides from a seed which process goes on, which call fails, who stalls and who
 * dies.
 */
@NullMarked
package dev.tablecast.functions.simulation;

import org.jspecify.annotations.NullMarked;
