package io.teleon.simulator.network;

import io.teleon.controller.openflow.OpenFlowMessage;

/// The switch's end of a connection to a controller.
public interface SwitchChannel {

    void sendToController(OpenFlowMessage message);

    /// Closes this end; the controller hears of it after all that was sent before.
    void closeBySwitch(String reason);

    /// The channel breaks and both ends notice at once.
    void cut(String reason);

    /// The switch is gone without a word; the controller has to find out by itself.
    void fallSilent();
}
