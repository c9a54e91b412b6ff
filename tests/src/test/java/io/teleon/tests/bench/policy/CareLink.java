package io.teleon.tests.bench.policy;

import org.jspecify.annotations.Nullable;
import org.kie.api.definition.type.Modifies;
import org.kie.api.definition.type.PropertyReactive;

/// A link as `care.drl` sees it: what is measured of it, and what its rules have made of that. Null
/// where there is no action, as is the way of that language.
@PropertyReactive
public final class CareLink {

    /// Of a port.
    public enum State {
        UP,
        DOWN
    }

    private final String name;
    private State admin = State.UP;
    private State oper = State.UP;
    private double utilisation;
    private double queue;
    private double loss;
    private double errors;
    private double delay;
    private double rxPower;
    private double temperature;
    private double spare;

    private boolean lastingDown;
    private boolean decided;
    private @Nullable String wanted;
    private @Nullable String why;
    private @Nullable String running;
    private @Nullable String runningWhy;

    CareLink(String name) {
        this.name = name;
    }

    /// A measurement; the session has to be told.
    void measure(Quality quality, double value) {
        decided = false;
        switch (quality) {
            case ADMIN_STATE -> admin = value == 0 ? State.UP : State.DOWN;
            case OPER_STATE -> oper = value == 0 ? State.UP : State.DOWN;
            case UTILISATION -> utilisation = value;
            case QUEUE -> queue = value;
            case LOSS -> loss = value;
            case ERRORS -> errors = value;
            case DELAY -> delay = value;
            case RX_POWER -> rxPower = value;
            case TEMPERATURE -> temperature = value;
            case SPARE -> spare = value;
        }
    }

    /// The first rule that matches says what is to be in force.
    @Modifies({"decided", "wanted", "why"})
    public void decide(@Nullable String action, @Nullable String reason) {
        decided = true;
        wanted = action;
        why = reason;
    }

    /// What is wanted is in force.
    @Modifies({"running", "runningWhy"})
    public void begin() {
        running = wanted;
        runningWhy = why;
    }

    public String getName() {
        return name;
    }

    public State getAdmin() {
        return admin;
    }

    public State getOper() {
        return oper;
    }

    public double getUtilisation() {
        return utilisation;
    }

    public double getQueue() {
        return queue;
    }

    public double getLoss() {
        return loss;
    }

    public double getErrors() {
        return errors;
    }

    public double getDelay() {
        return delay;
    }

    public double getRxPower() {
        return rxPower;
    }

    public double getTemperature() {
        return temperature;
    }

    public double getSpare() {
        return spare;
    }

    public boolean isLastingDown() {
        return lastingDown;
    }

    public void setLastingDown(boolean lastingDown) {
        this.lastingDown = lastingDown;
    }

    public boolean isDecided() {
        return decided;
    }

    public void setDecided(boolean decided) {
        this.decided = decided;
    }

    public @Nullable String getWanted() {
        return wanted;
    }

    public @Nullable String getWhy() {
        return why;
    }

    public @Nullable String getRunning() {
        return running;
    }

    public void setRunning(@Nullable String running) {
        this.running = running;
    }

    public @Nullable String getRunningWhy() {
        return runningWhy;
    }

    public void setRunningWhy(@Nullable String runningWhy) {
        this.runningWhy = runningWhy;
    }
}
