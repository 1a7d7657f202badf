/** The resources of Task states: their grammar, and the service integrations of AWS. */
@NullMarked
package dev.tablecast.local.stepfunctions.resource;

import org.jspecify.annotations.NullMarked;
