/// Notices leave the controller: an edge, beside the loop.
///
/// - Input: [io.teleon.controller.report.Notice]s that the loop told, from its thread.
/// - Output: a file of JSON lines and, where one is configured, posts to a webhook.
/// - Invariants: the loop never waits. Each notice is written to the file before it is posted; what
///   is not posted in time is counted as lost, logged, and still in the file. What waits is
///   bounded, and so are the files. The webhook's token is never logged or shown.
@NullMarked
package io.teleon.controller.notice;

import org.jspecify.annotations.NullMarked;
