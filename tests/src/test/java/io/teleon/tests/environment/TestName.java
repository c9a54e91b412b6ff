package io.teleon.tests.environment;

import org.junit.jupiter.api.extension.ExtensionContext;

/// How a test is called in messages: `Class` or `Class#method`.
final class TestName {

    private TestName() {}

    static String of(ExtensionContext context) {
        String type = context.getRequiredTestClass().getSimpleName();
        return context.getTestMethod().map(method -> type + "#" + method.getName()).orElse(type);
    }
}
