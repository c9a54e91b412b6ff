/// The API as its clients see it, over real sockets, with a controller made up for the purpose.
@NullMarked
package io.teleon.controller.http;

import org.jspecify.annotations.NullMarked;
