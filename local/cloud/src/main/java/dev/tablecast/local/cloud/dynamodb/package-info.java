/** Amazon's own DynamoDB Local, in this process and on its usual port. */
@NullMarked
package dev.tablecast.local.cloud.dynamodb;

import org.jspecify.annotations.NullMarked;
