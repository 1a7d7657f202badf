/**
 * Step Functions Local for the JVM: an Amazon States Language interpreter that speaks AWS's own
 * protocol.
 */
@NullMarked
package dev.tablecast.local.stepfunctions;

import org.jspecify.annotations.NullMarked;
