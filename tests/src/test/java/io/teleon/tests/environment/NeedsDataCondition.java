package io.teleon.tests.environment;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/// Decides whether a test marked [NeedsData] runs.
final class NeedsDataCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getElement(), NeedsData.class)
                .map(needs ->
                        PublicData.availability(needs.value())
                                .decide(TestName.of(context), Availability.isCi()))
                .orElseGet(() -> ConditionEvaluationResult.enabled("needs no data itself"));
    }
}
