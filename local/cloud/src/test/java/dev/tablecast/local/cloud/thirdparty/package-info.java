/** The licences of the software that the shaded jars carry. */
@NullMarked
package dev.tablecast.local.cloud.thirdparty;

import org.jspecify.annotations.NullMarked;
