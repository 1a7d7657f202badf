/** Paths, reference paths, payload templates and intrinsic functions of the JSONPath dialect. */
@NullMarked
package dev.tablecast.local.stepfunctions.path;

import org.jspecify.annotations.NullMarked;
