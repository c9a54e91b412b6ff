package io.teleon.policies.engine;

/// A program asked for more than there is: ends the task that is being decided, and only that.
final class TaskFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TaskFault(String reason) {
        super(reason, null, false, false);
    }
}
