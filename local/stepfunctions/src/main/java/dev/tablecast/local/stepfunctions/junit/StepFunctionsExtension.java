package dev.tablecast.local.stepfunctions.junit;

import dev.tablecast.local.stepfunctions.StepFunctionsLocal;
import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import software.amazon.awssdk.services.sfn.SfnClient;

/** Starts the server for a {@link StepFunctionsTest} and resolves the parameters of its tests. */
final class StepFunctionsExtension implements BeforeAllCallback, ParameterResolver {
    private static final String ENDPOINT = "sfn.endpoint";
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(StepFunctionsExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        environment(context);
    }

    /** Returns the environment of the annotated class, which JUnit closes after the class. */
    private static StepFunctionsEnvironment environment(ExtensionContext context) {
        var annotation =
                AnnotationSupport.findAnnotation(
                                context.getRequiredTestClass(),
                                StepFunctionsTest.class,
                                context.getEnclosingTestClasses())
                        .orElseThrow(
                                () ->
                                        new ParameterResolutionException(
                                                context.getRequiredTestClass()
                                                        + " has no @StepFunctionsTest"));
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        annotation,
                        settings ->
                                context.getConfigurationParameter(ENDPOINT)
                                        .map(
                                                endpoint ->
                                                        StepFunctionsEnvironment.at(
                                                                URI.create(endpoint), settings))
                                        .orElseGet(() -> StepFunctionsEnvironment.start(settings)),
                        StepFunctionsEnvironment.class);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return suppliers(context).containsKey(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return suppliers(context).get(parameter.getParameter().getType()).get();
    }

    private static Map<Class<?>, Supplier<Object>> suppliers(ExtensionContext context) {
        var environment = environment(context);
        return Map.of(
                SfnClient.class,
                environment::client,
                StateMachineUnderTest.class,
                () ->
                        environment
                                .machine()
                                .orElseThrow(
                                        () ->
                                                new ParameterResolutionException(
                                                        "@StepFunctionsTest has no definition, so"
                                                                + " there is no state machine")),
                StepFunctionsLocal.class,
                () ->
                        environment
                                .local()
                                .orElseThrow(
                                        () ->
                                                new ParameterResolutionException(
                                                        "There is no StepFunctionsLocal, because "
                                                                + ENDPOINT
                                                                + " is set")));
    }
}
