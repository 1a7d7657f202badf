/** Tests of state machines in JUnit 5. Needs junit-jupiter-api and the AWS SDK's sfn client. */
@NullMarked
package dev.tablecast.local.stepfunctions.junit;

import org.jspecify.annotations.NullMarked;
