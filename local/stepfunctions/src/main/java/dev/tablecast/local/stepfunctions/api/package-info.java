/** The HTTP protocol of Step Functions: AWS JSON 1.0. */
@NullMarked
package dev.tablecast.local.stepfunctions.api;

import org.jspecify.annotations.NullMarked;
