/**
 * Step Functions Local for the JVM: an interpreter of the Amazon States Language behind AWS's own
 * protocol.
 */
@NullMarked
package dev.tablecast.local.stepfunctions;

import org.jspecify.annotations.NullMarked;
