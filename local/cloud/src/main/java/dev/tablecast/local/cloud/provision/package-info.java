/** A Pulumi provider that provisions the program's resources on this machine. */
@NullMarked
package dev.tablecast.local.cloud.provision;

import org.jspecify.annotations.NullMarked;
