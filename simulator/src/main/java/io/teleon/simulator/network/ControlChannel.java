package io.teleon.simulator.network;

import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.southbound.MalformedMessage;
import io.teleon.controller.southbound.OpenFlowCodec;
import io.teleon.simulator.time.VirtualTime;
import java.time.Duration;
import java.util.function.Supplier;

/// One connection between a switch and a controller, in memory: OpenFlow bytes that arrive in order
/// after the channel's delay. Owned by the world's thread.
///
/// What one end sent before it closed still arrives, and then the other end hears of the close;
/// what is under way when the channel is cut never does.
public final class ControlChannel implements SwitchChannel {

    private final VirtualTime time;
    private final Supplier<Duration> delay;
    private final End controllerEnd;
    private final End switchEnd;
    private long lastAtController;
    private long lastAtSwitch;
    private boolean controllerOpen = true;
    private boolean switchOpen = true;
    private long bytes;

    /// One of the two that speak over a channel.
    public interface End {

        void received(SwitchChannel channel, OpenFlowMessage message);

        void garbled(SwitchChannel channel, String reason);

        void closed(SwitchChannel channel, String reason);
    }

    /// @param delay one way, asked for each message, so that it may change; order is kept
    public ControlChannel(
            VirtualTime time, Supplier<Duration> delay, End controllerEnd, End switchEnd) {
        this.time = time;
        this.delay = delay;
        this.controllerEnd = controllerEnd;
        this.switchEnd = switchEnd;
    }

    /// Of both directions, since it was opened.
    public long bytes() {
        return bytes;
    }

    @Override
    public void sendToController(OpenFlowMessage message) {
        if (switchOpen) {
            byte[] wire = encoded(message);
            time.at(arrivalAtController(), () -> deliverToController(wire));
        }
    }

    public void sendToSwitch(OpenFlowMessage message) {
        if (controllerOpen) {
            byte[] wire = encoded(message);
            time.at(arrivalAtSwitch(), () -> deliverToSwitch(wire));
        }
    }

    private byte[] encoded(OpenFlowMessage message) {
        byte[] wire = OpenFlowCodec.encode(message);
        bytes += wire.length;
        return wire;
    }

    private long arrivalAtController() {
        lastAtController = Math.max(lastAtController, time.nowNanos() + delay.get().toNanos());
        return lastAtController;
    }

    private long arrivalAtSwitch() {
        lastAtSwitch = Math.max(lastAtSwitch, time.nowNanos() + delay.get().toNanos());
        return lastAtSwitch;
    }

    private void deliverToController(byte[] wire) {
        if (controllerOpen) {
            deliver(controllerEnd, wire);
        }
    }

    private void deliverToSwitch(byte[] wire) {
        if (switchOpen) {
            deliver(switchEnd, wire);
        }
    }

    private void deliver(End end, byte[] wire) {
        OpenFlowMessage message;
        try {
            message = OpenFlowCodec.decode(wire);
        } catch (MalformedMessage e) {
            end.garbled(this, String.valueOf(e.getMessage()));
            return;
        }
        end.received(this, message);
    }

    /// The controller's end closes; the switch hears of it after all that was sent before.
    public void closeByController(String reason) {
        controllerOpen = false;
        time.at(arrivalAtSwitch(), () -> closeAtSwitch(reason));
    }

    @Override
    public void closeBySwitch(String reason) {
        switchOpen = false;
        time.at(arrivalAtController(), () -> closeAtController(reason));
    }

    @Override
    public void cut(String reason) {
        closeAtController(reason);
        closeAtSwitch(reason);
    }

    @Override
    public void fallSilent() {
        switchOpen = false;
    }

    private void closeAtController(String reason) {
        if (controllerOpen) {
            controllerOpen = false;
            controllerEnd.closed(this, reason);
        }
    }

    private void closeAtSwitch(String reason) {
        if (switchOpen) {
            switchOpen = false;
            switchEnd.closed(this, reason);
        }
    }
}
