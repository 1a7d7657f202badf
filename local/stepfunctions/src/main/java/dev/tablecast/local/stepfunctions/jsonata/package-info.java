/** JSONata as Step Functions has it: expressions, the functions that it adds, and static checks. */
@NullMarked
package dev.tablecast.local.stepfunctions.jsonata;

import org.jspecify.annotations.NullMarked;
