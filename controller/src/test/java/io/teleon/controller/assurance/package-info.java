/// How changes of what is measured become reports.
@NullMarked
package io.teleon.controller.assurance;

import org.jspecify.annotations.NullMarked;
