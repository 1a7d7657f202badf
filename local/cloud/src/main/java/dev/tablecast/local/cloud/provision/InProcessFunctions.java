package dev.tablecast.local.cloud.provision;

import dev.tablecast.local.cloud.calls.AwsCall;
import dev.tablecast.local.cloud.calls.Callers;
import dev.tablecast.local.cloud.lambda.LambdaFunction;
import dev.tablecast.local.stepfunctions.integration.LambdaFunctions;

/** The Pulumi program's functions for the local Step Functions. */
public record InProcessFunctions(Functions functions, Callers callers) implements LambdaFunctions {
    @Override
    public Invocation invokeAs(String roleArn, String functionName, byte[] payload) {
        callers.called(
                new AwsCall(roleArn, "lambda:InvokeFunction", Arns.ofFunction(functionName)));
        return invoke(functionName, payload);
    }

    @Override
    public Invocation invoke(String functionName, byte[] payload) {
        return functions
                .find(functionName)
                .map(function -> invocation(function.invoke(payload)))
                .orElseGet(
                        () ->
                                new Invocation.Refused(
                                        "ResourceNotFoundException",
                                        "Function not found: " + functionName));
    }

    private static Invocation invocation(LambdaFunction.Result result) {
        return switch (result) {
            case LambdaFunction.Payload payload -> new Invocation.Ran(payload.bytes(), null);
            case LambdaFunction.FunctionError error ->
                    new Invocation.Ran(error.payload(), "Unhandled");
            case LambdaFunction.Throttled throttled ->
                    new Invocation.Refused(
                            "TooManyRequestsException",
                            "Rate Exceeded. (Service: Lambda, Status Code: 429)");
        };
    }
}
