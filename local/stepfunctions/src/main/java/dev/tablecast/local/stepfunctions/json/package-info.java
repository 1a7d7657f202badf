/** JSON text and trees that keep all digits of numbers. */
@NullMarked
package dev.tablecast.local.stepfunctions.json;

import org.jspecify.annotations.NullMarked;
