/** The system under test, the issuer of its tokens, and the audit of its rows. */
@NullMarked
package dev.tablecast.soak.system;

import org.jspecify.annotations.NullMarked;
