/// What a stranger needs to use the API: its document, and nothing else of ours.
@NullMarked
package io.teleon.tests.client;

import org.jspecify.annotations.NullMarked;
