/** Service integrations: what a Task state can call. */
@NullMarked
package dev.tablecast.local.stepfunctions.integration;

import org.jspecify.annotations.NullMarked;
