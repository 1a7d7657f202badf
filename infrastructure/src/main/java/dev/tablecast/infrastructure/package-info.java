/** Provisions the system on AWS: a Pulumi program with one component per concern. */
@NullMarked
package dev.tablecast.infrastructure;

import org.jspecify.annotations.NullMarked;
