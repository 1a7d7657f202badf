/** Tests that are written in JavaScript, as tests of JUnit. */
@NullMarked
package dev.tablecast.javascript;

import org.jspecify.annotations.NullMarked;
