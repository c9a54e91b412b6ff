package io.teleon.policies.tutorial;

import java.util.ArrayList;
import java.util.List;

/// A floor with a robot and a bar. The bar lies along the x axis; its midline runs through its
/// middle along the y axis. The robot comes to it from below.
final class BarWorld {

    private static final double STEP = 0.02;
    private static final double TURN = Math.toRadians(1.5);
    private static final double NEAR = 0.05;
    private static final double AIM = Math.toRadians(3);

    private double x;
    private double y;
    private double heading;
    private double barX;
    private double barY;
    private boolean holding;

    BarWorld(double x, double y, double heading, double barX, double barY) {
        this.x = x;
        this.y = y;
        this.heading = heading;
        this.barX = barX;
        this.barY = barY;
    }

    void moveBar(double toX, double toY) {
        barX = toX;
        barY = toY;
        holding = false;
    }

    boolean isHolding() {
        return holding;
    }

    void move() {
        x += STEP * Math.cos(heading);
        y += STEP * Math.sin(heading);
    }

    void rotate() {
        heading += TURN;
    }

    void grab() {
        holding = atBar() && faces(barX, barY);
    }

    private boolean atBar() {
        return Math.hypot(x - barX, y - barY) < 4 * NEAR;
    }

    private boolean onMidline() {
        return Math.abs(x - barX) < NEAR;
    }

    private boolean faces(double toX, double toY) {
        double wanted = Math.atan2(toY - y, toX - x);
        return Math.abs(Math.IEEEremainder(wanted - heading, 2 * Math.PI)) < AIM;
    }

    /// What the robot sees, as statements of the policy.
    List<String> seen() {
        List<String> seen = new ArrayList<>();
        seen.add(statement("holding", holding));
        seen.add(statement("at_bar", atBar()));
        seen.add(statement("facing_bar", faces(barX, barY)));
        seen.add(statement("on_midline", onMidline()));
        seen.add(statement("facing_midline", faces(barX, barY - 1)));
        return seen;
    }

    private static String statement(String relation, boolean holds) {
        return (holds ? "" : "not ") + relation + "(r1)";
    }
}
