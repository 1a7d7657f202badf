/**
 * The JSONPath dialect of the States Language: paths, reference paths, payload templates and
 * intrinsic functions.
 */
@NullMarked
package dev.tablecast.local.stepfunctions.path;

import org.jspecify.annotations.NullMarked;
