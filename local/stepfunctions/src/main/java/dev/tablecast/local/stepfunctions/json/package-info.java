/** JSON text and JSON trees, without losing a digit. */
@NullMarked
package dev.tablecast.local.stepfunctions.json;

import org.jspecify.annotations.NullMarked;
