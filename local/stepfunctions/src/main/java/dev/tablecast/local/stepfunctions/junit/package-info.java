/**
 * A JUnit 5 extension for tests of state machines. It requires junit-jupiter-api and the AWS SDK's
 * sfn client.
 */
@NullMarked
package dev.tablecast.local.stepfunctions.junit;

import org.jspecify.annotations.NullMarked;
