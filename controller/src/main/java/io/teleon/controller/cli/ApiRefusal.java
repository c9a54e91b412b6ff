package io.teleon.controller.cli;

import java.io.IOException;
import picocli.CommandLine.IExitCodeGenerator;

/// A controller does not do what it is asked: its words, and the status they came with.
final class ApiRefusal extends IOException implements IExitCodeGenerator {

    private static final long serialVersionUID = 1;

    private static final int BAD_REQUEST = 400;
    private static final int CONFLICT = 409;

    private final int status;

    ApiRefusal(int status, String detail) {
        super(detail);
        this.status = status;
    }

    /// What the command ends with: 2 where it was used wrongly, 3 where it stands against what is
    /// there, else 1.
    @Override
    public int getExitCode() {
        return switch (status) {
            case BAD_REQUEST -> 2;
            case CONFLICT -> 3;
            default -> 1;
        };
    }
}
