/// What people and programs want from the network (RFC 9315).
///
/// - Input: who submits an intent names it and its precedence; nothing here knows how it is met.
/// - Output: [io.teleon.models.intent.Intent] values with their [io.teleon.models.intent.Terms],
///   what their path must be like, what is to be measured of them and when, and the words for their
///   life: [io.teleon.models.intent.InstallState] says how far the controller has come.
/// - Invariants: an intent never changes; another wish is another intent.
@NullMarked
package io.teleon.models.intent;

import org.jspecify.annotations.NullMarked;
