/**
 * HTTP servers of the loopback interface: their ports, the error of a port in use, and TCP resets
 * for fault injection.
 */
@NullMarked
package dev.tablecast.local.stepfunctions.loopback;

import org.jspecify.annotations.NullMarked;
