/// The edge to people and programs: the HTTP API, the page that shows it, and the way in for what
/// agents measure.
///
/// - Input: requests; [io.teleon.controller.loop.ControllerAccess] to the running controller, which
///   may be the daemon's or one in a simulated world.
/// - Output: JSON whose every field is named in [io.teleon.controller.http.ViewJson] and described
///   in `controller/API.md` and `api.yaml`; server-sent events; Prometheus text. Errors are RFC
///   9457 problems.
/// - Invariants: who can be reached from outside speaks TLS and wants to see a token; every
///   operation has a role ([io.teleon.controller.http.Routes]) and stands in the OpenAPI document;
///   a request is checked whole before the controller is asked; nothing here decides, nothing
///   blocks the loop or a thread that serves connections; every answer, body, stream, pace and
///   number of connections has a bound.
@NullMarked
package io.teleon.controller.http;

import org.jspecify.annotations.NullMarked;
