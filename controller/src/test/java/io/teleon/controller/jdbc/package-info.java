/// The journal in a file: its form, its size, and that it survives what kills the process.
@NullMarked
package io.teleon.controller.jdbc;

import org.jspecify.annotations.NullMarked;
