/** The HTTP server and the actions of Step Functions' API, in the protocol AWS JSON 1.0. */
@NullMarked
package dev.tablecast.local.stepfunctions.api;

import org.jspecify.annotations.NullMarked;
