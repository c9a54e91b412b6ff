/// Notices on their way out, to real files and a real server on this machine.
@NullMarked
package io.teleon.controller.notice;

import org.jspecify.annotations.NullMarked;
