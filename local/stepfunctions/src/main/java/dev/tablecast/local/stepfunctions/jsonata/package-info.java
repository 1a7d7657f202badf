/** Step Functions' JSONata: expressions, added functions and static checks. */
@NullMarked
package dev.tablecast.local.stepfunctions.jsonata;

import org.jspecify.annotations.NullMarked;
