/** Runs the Pulumi program under mocks that provision: what it declares starts here. */
@NullMarked
package dev.tablecast.local.cloud.provision;

import org.jspecify.annotations.NullMarked;
