/** The services that Task states can call. */
@NullMarked
package dev.tablecast.local.stepfunctions.integration;

import org.jspecify.annotations.NullMarked;
