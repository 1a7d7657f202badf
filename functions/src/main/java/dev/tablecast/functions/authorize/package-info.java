/**
 * Decides who may connect: the Lambda authorizer of {@code $connect}, which verifies a JWT by its
 * issuer's keys.
 */
@NullMarked
package dev.tablecast.functions.authorize;

import org.jspecify.annotations.NullMarked;
