/** The resources that a Task state can name: their grammar, and the integrations that AWS has. */
@NullMarked
package dev.tablecast.local.stepfunctions.resource;

import org.jspecify.annotations.NullMarked;
