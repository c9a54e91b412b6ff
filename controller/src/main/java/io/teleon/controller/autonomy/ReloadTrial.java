package io.teleon.controller.autonomy;

import io.teleon.policies.host.Circumstances;
import io.teleon.policies.program.Program;
import io.teleon.policies.reload.Reload;

/// Another program beside the one that runs, over what was measured of late. Nothing in it belongs
/// to the control loop any more, so that whoever wants to know runs it, which may take seconds.
///
/// @param circumstances what guardrails are answered, as of now and not as of then
public record ReloadTrial(Reload.Running running, Program next, Circumstances circumstances) {

    public Reload.Outcome run() {
        return Reload.prepare(running, next, circumstances);
    }
}
